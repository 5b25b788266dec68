package dev.plinth.storage.internal.copy;

import dev.plinth.core.Connection;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import dev.plinth.storage.internal.object.InfoOperations;
import dev.plinth.storage.internal.object.StoredObjectRecord;
import dev.plinth.storage.internal.upload.UploadRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves and copies, within the server. */
public final class MoveOperations {

    private MoveOperations() {}

    /** {@code POST /object/move}. */
    public static Operation<Done> move(ObjectKey from, ObjectKey to) {
        return Operation.unsafe(StorageService.SPEC, "storage.move", dialect -> moveRoute(dialect, from, to))
                .context("bucket", from.bucket(), "path", from.name(), "to", to.name());
    }

    private static @Nullable Route<Done> moveRoute(Dialect dialect, ObjectKey from, ObjectKey to) {
        if (dialect != Dialect.STUDIO) {
            return Route.post("/object/move").json(fromAndTo(from, to)).decode(Decoder.done());
        }
        return from.bucket().equals(to.bucket())
                ? Route.post("/buckets/{bucket}/objects/move", from.bucket())
                        .json(Map.of("from", from.key(), "to", to.key()))
                        .decode(Decoder.done())
                : null;
    }

    /**
     * Copies an object. Another media type or cache time makes the server forget what the program said of the original, so
     * that is asked for first and said again.
     */
    public static StoredObject copy(Connection connection, ObjectKey from, ObjectKey to, CopyRequest request) {
        CopyRequest complete = request.losesMetadata()
                ? request.with(InfoOperations.info(connection, from).metadata())
                : request;
        try {
            return Calls.run(connection, copy(from, to, complete));
        } catch (NotFoundException e) {
            boolean mayAsk = e.code().equals(ErrorCode.NOT_FOUND)
                    && Calls.address(connection, Service.STORAGE).isEmpty()
                    && complete.asItIs()
                    && !complete.upsert()
                    && from.bucket().equals(to.bucket());
            if (!mayAsk) {
                throw e;
            }
            return Calls.run(connection, studioCopy(from, to));
        }
    }

    /** {@code POST /object/copy}. */
    static Operation<StoredObject> copy(ObjectKey from, ObjectKey to, CopyRequest request) {
        return Operation.<StoredObject>unsafe(
                        StorageService.SPEC, "storage.copy", dialect -> copyRoute(dialect, from, to, request))
                .context("bucket", from.bucket(), "path", from.name(), "to", to.name());
    }

    private static @Nullable Route<StoredObject> copyRoute(
            Dialect dialect, ObjectKey from, ObjectKey to, CopyRequest request) {
        // What is said of the copy travels in a header, which a proxy may drop without a word.
        return dialect == Dialect.STUDIO || (dialect == Dialect.NATIVE && !request.asItIs())
                ? null
                : ownCopy(from, to, request);
    }

    /** What hosted Studios have instead; a platform that lacked the other route has done nothing yet. */
    private static Operation<StoredObject> studioCopy(ObjectKey from, ObjectKey to) {
        return Operation.<StoredObject>unsafe(
                        StorageService.SPEC,
                        "storage.copy",
                        dialect -> dialect == Dialect.STUDIO
                                ? Route.post("/buckets/{bucket}/objects/copy", from.bucket())
                                        .json(Map.of("from", from.key(), "to", to.key()))
                                        .decode(answer -> StoredObjectRecord.read(to, answer))
                                : null)
                .context("bucket", from.bucket(), "path", from.name(), "to", to.name());
    }

    private static Route<StoredObject> ownCopy(ObjectKey from, ObjectKey to, CopyRequest request) {
        Map<String, Object> body = fromAndTo(from, to);
        Route.Builder route = Route.post("/object/copy").header("x-upsert", request.upsert() ? "true" : null);
        if (!request.asItIs()) {
            body.put("copyMetadata", false);
            body.put("metadata", request.system());
            route.header(
                    "x-metadata",
                    request.metadata() == null || request.metadata().isEmpty()
                            ? null
                            : UploadRequest.metadataHeader(request.metadata()));
        }
        return route.json(body).decode(answer -> StoredObjectRecord.read(to, answer));
    }

    private static Map<String, Object> fromAndTo(ObjectKey from, ObjectKey to) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bucketId", from.bucket());
        body.put("sourceKey", from.key());
        body.put("destinationKey", to.key());
        if (!from.bucket().equals(to.bucket())) {
            body.put("destinationBucket", to.bucket());
        }
        return body;
    }
}
