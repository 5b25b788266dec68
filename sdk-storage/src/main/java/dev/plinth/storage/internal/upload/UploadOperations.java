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

/** Uploads content: as the raw body on direct connections, as a multipart form where a proxy may drop headers. */
public final class UploadOperations {

    private static final String OBJECT = "/object/{bucket}/{path*}";

    private UploadOperations() {}

    /**
     * {@code POST /object/{bucket}/{path}}, or {@code PUT}, which always replaces. Retryable: if a retry without {@code
     * upsert} conflicts with an existing object, {@link Uploader} checks whether an earlier attempt stored it.
     */
    static Operation<StoredObjectRecord> upload(ObjectKey object, UploadRequest upload) {
        return Operation.idempotent(StorageService.SPEC, "storage.upload", dialect -> route(dialect, object, upload))
                .context(object.context());
    }

    private static @Nullable Route<StoredObjectRecord> route(Dialect dialect, ObjectKey object, UploadRequest upload) {
        boolean put = upload.upsert() && dialect != Dialect.STUDIO;
        if (!put && NameRules.isRouteName(object.bucket())) {
            throw new IllegalArgumentException("the server routes an upload to a bucket named \"" + object.bucket()
                    + "\" to another operation: use upsert(true), or another bucket");
        }
        if (dialect != Dialect.PROJECT && !NameRules.isSafeInProxies(object.key())) {
            return null;
        }
        Route.Builder route = put
                ? Route.put(OBJECT, object.bucket(), object.key())
                : Route.post(OBJECT, object.bucket(), object.key());
        if (upload.upsert() && !put) {
            route.header("x-upsert", "true");
        }
        boolean needsForm = dialect != Dialect.PROJECT || upload.needsForm();
        return (needsForm ? formBody(route, upload) : rawBody(route, upload))
                .decode(response -> StoredObjectRecord.read(object, response));
    }

    /** {@code PUT /object/upload/sign/{bucket}/{path}?token=…}, without a credential: the token authorizes it. */
    public static Operation<StoredObject> toSignedUrl(ObjectKey object, Secret token, UploadRequest upload) {
        return Operation.<StoredObject>unsafe(
                        StorageService.SPEC,
                        "storage.uploadToSignedUrl",
                        dialect -> dialect == Dialect.PROJECT ? signedRoute(object, token, upload) : null)
                .context(object.context());
    }

    private static Route<StoredObject> signedRoute(ObjectKey object, Secret token, UploadRequest upload) {
        Route.Builder route = Route.put("/object/upload/sign/{bucket}/{path*}", object.bucket(), object.key())
                .query("token", token.reveal())
                .anonymous();
        return (upload.needsForm() ? formBody(route, upload) : rawBody(route, upload))
                .decode(response -> StoredObjectRecord.read(object, response));
    }

    private static Route.Builder rawBody(Route.Builder route, UploadRequest upload) {
        return route.header("Content-Type", upload.contentType())
                .header("Cache-Control", upload.cacheControl())
                .header("x-metadata", upload.metadataHeader())
                .body(upload.content());
    }

    private static Route.Builder formBody(Route.Builder route, UploadRequest upload) {
        String boundary = "plinth-" + UUID.randomUUID();
        return route.body(new MultipartContent(boundary, upload.fields(), upload.content(), upload.contentType()));
    }
}
