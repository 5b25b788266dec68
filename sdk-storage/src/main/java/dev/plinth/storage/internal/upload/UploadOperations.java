package dev.plinth.storage.internal.upload;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.content.MultipartContent;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import dev.plinth.storage.internal.object.StoredObjectRecord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads content: raw on direct connections, as a multipart form where a proxy may drop headers. */
public final class UploadOperations {

    private static final String OBJECT = "/object/{bucket}/{path*}";

    private UploadOperations() {}

    /**
     * {@code POST /object/{bucket}/{path}}, or {@code PUT}, which always replaces. May be repeated: who repeats it
     * without replacing looks whose object is there then.
     */
    static Operation<StoredObjectRecord> upload(ObjectKey at, UploadRequest upload) {
        return Operation.idempotent(StorageService.SPEC, "storage.upload", dialect -> route(dialect, at, upload))
                .context(at.about());
    }

    private static @Nullable Route<StoredObjectRecord> route(Dialect dialect, ObjectKey at, UploadRequest upload) {
        boolean put = upload.upsert() && dialect != Dialect.STUDIO;
        if (!put && NameRules.isRoute(at.bucket())) {
            throw new IllegalArgumentException("an upload to a bucket called \"" + at.bucket()
                    + "\" would meet another of the server's routes: use upsert(true), or another bucket");
        }
        if (dialect != Dialect.PROJECT && !NameRules.survivesProxies(at.key())) {
            return null;
        }
        Route.Builder route =
                put ? Route.put(OBJECT, at.bucket(), at.key()) : Route.post(OBJECT, at.bucket(), at.key());
        if (upload.upsert() && !put) {
            route.header("x-upsert", "true");
        }
        boolean form = dialect != Dialect.PROJECT || upload.needsForm();
        return (form ? form(route, upload) : raw(route, upload)).decode(answer -> StoredObjectRecord.read(at, answer));
    }

    /** {@code PUT /object/upload/sign/{bucket}/{path}?token=…}: the token is all that it needs. */
    public static Operation<StoredObject> toSignedUrl(ObjectKey at, Secret token, UploadRequest upload) {
        return Operation.<StoredObject>unsafe(
                        StorageService.SPEC,
                        "storage.uploadToSignedUrl",
                        dialect -> dialect == Dialect.PROJECT ? signed(at, token, upload) : null)
                .context(at.about());
    }

    private static Route<StoredObject> signed(ObjectKey at, Secret token, UploadRequest upload) {
        Route.Builder route = Route.put("/object/upload/sign/{bucket}/{path*}", at.bucket(), at.key())
                .query("token", token.reveal())
                .anonymous();
        return (upload.needsForm() ? form(route, upload) : raw(route, upload))
                .decode(answer -> StoredObjectRecord.read(at, answer));
    }

    private static Route.Builder raw(Route.Builder route, UploadRequest upload) {
        return route.header("Content-Type", upload.contentType())
                .header("Cache-Control", upload.cacheControl())
                .header("x-metadata", upload.metadataHeader())
                .body(upload.content());
    }

    private static Route.Builder form(Route.Builder route, UploadRequest upload) {
        String boundary = "plinth-" + UUID.randomUUID();
        return route.body(new MultipartContent(boundary, upload.fields(), upload.content(), upload.contentType()));
    }
}
