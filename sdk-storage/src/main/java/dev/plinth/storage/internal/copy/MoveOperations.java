package dev.plinth.storage.internal.copy;

import dev.plinth.core.Connection;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.OperationRunner;
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

/** Moves and copies objects on the server. */
public final class MoveOperations {

    private MoveOperations() {}

    /** {@code POST /object/move}. */
    public static Operation<Done> move(ObjectKey from, ObjectKey to) {
        return Operation.unsafe(StorageService.SPEC, "storage.move", dialect -> moveRoute(dialect, from, to))
                .context(context(from, to));
    }

    /** Returns the entries that identify both objects in errors. The target bucket is included only if it differs. */
    private static String[] context(ObjectKey from, ObjectKey to) {
        return from.bucket().equals(to.bucket())
                ? new String[] {"bucket", from.bucket(), "path", from.name(), "to", to.name()}
                : new String[] {"bucket", from.bucket(), "path", from.name(), "to-bucket", to.bucket(), "to", to.name()
                };
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
     * Copies an object. If another media type or cache time is set, the server drops the user metadata of the source
     * object, so it is read first and sent with the copy.
     */
    public static StoredObject copy(Connection connection, ObjectKey from, ObjectKey to, CopyRequest request) {
        CopyRequest complete = request.losesUserMetadata()
                ? request.withMetadata(InfoOperations.get(connection, from).metadata())
                : request;
        try {
            return OperationRunner.run(connection, copy(from, to, complete));
        } catch (NotFoundException e) {
            boolean mayUseStudioRoute = e.code().equals(ErrorCode.NOT_FOUND)
                    && Calls.address(connection, Service.STORAGE).isEmpty()
                    && complete.keepsAllMetadata()
                    && !complete.upsert()
                    && from.bucket().equals(to.bucket());
            if (!mayUseStudioRoute) {
                throw e;
            }
            return OperationRunner.run(connection, studioCopy(from, to));
        }
    }

    /** {@code POST /object/copy}. */
    static Operation<StoredObject> copy(ObjectKey from, ObjectKey to, CopyRequest request) {
        return Operation.<StoredObject>unsafe(
                        StorageService.SPEC, "storage.copy", dialect -> copyRoute(dialect, from, to, request))
                .context(context(from, to));
    }

    private static @Nullable Route<StoredObject> copyRoute(
            Dialect dialect, ObjectKey from, ObjectKey to, CopyRequest request) {
        // The copy's metadata is sent in a header, which a proxy may drop silently.
        return dialect == Dialect.STUDIO || (dialect == Dialect.NATIVE && !request.keepsAllMetadata())
                ? null
                : storageCopy(from, to, request);
    }

    /**
     * The copy route of hosted Studios. It is used only after the other route was not found, so nothing was copied yet.
     */
    private static Operation<StoredObject> studioCopy(ObjectKey from, ObjectKey to) {
        return Operation.<StoredObject>unsafe(
                        StorageService.SPEC,
                        "storage.copy",
                        dialect -> dialect == Dialect.STUDIO
                                ? Route.post("/buckets/{bucket}/objects/copy", from.bucket())
                                        .json(Map.of("from", from.key(), "to", to.key()))
                                        .decode(response -> StoredObjectRecord.read(to, response))
                                : null)
                .context(context(from, to));
    }

    private static Route<StoredObject> storageCopy(ObjectKey from, ObjectKey to, CopyRequest request) {
        Map<String, Object> body = fromAndTo(from, to);
        Route.Builder route = Route.post("/object/copy").header("x-upsert", request.upsert() ? "true" : null);
        if (!request.keepsAllMetadata()) {
            body.put("copyMetadata", false);
            body.put("metadata", request.systemMetadata());
            route.header(
                    "x-metadata",
                    request.metadata() == null || request.metadata().isEmpty()
                            ? null
                            : UploadRequest.metadataHeader(request.metadata()));
        }
        return route.json(body).decode(response -> StoredObjectRecord.read(to, response));
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
