package dev.plinth.storage.internal;

import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Dialect;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Operation.Routes;
import dev.plinth.core.internal.call.Route;
import dev.plinth.core.internal.content.MultipartContent;
import dev.plinth.storage.Download;
import dev.plinth.storage.StoredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Objects: how they are asked for, on both ways. */
public final class ObjectOperations {

    private static final String OBJECT = "/object/{bucket}/{path*}";

    private ObjectOperations() {}

    /** {@code POST /object/{bucket}/{path}}. */
    public static Operation<StoredObject> upload(String bucket, String key, Upload upload) {
        Routes<StoredObject> routes =
                dialect -> dialect == Dialect.STUDIO ? form(bucket, key, upload) : raw(bucket, key, upload);
        Operation<StoredObject> operation = upload.upsert()
                ? Operation.idempotent(StorageService.SPEC, "storage.upload", routes)
                : Operation.unsafe(StorageService.SPEC, "storage.upload", routes);
        return operation.about("bucket", bucket, "path", key);
    }

    private static Route<StoredObject> raw(String bucket, String key, Upload upload) {
        return Route.post(OBJECT, bucket, key)
                .header("Content-Type", upload.contentType())
                .header(
                        "Cache-Control",
                        upload.cacheFor() == null
                                ? null
                                : "max-age=" + upload.cacheFor().toSeconds())
                .header("x-upsert", upload.upsert() ? "true" : null)
                .sends(upload.content())
                .reads(stored(bucket, key));
    }

    /** The platform's documentation uploads a form; fields survive proxies that drop headers. */
    private static Route<StoredObject> form(String bucket, String key, Upload upload) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (upload.cacheFor() != null) {
            fields.put("cacheControl", Long.toString(upload.cacheFor().toSeconds()));
        }
        String boundary = "plinth-" + UUID.randomUUID();
        return Route.post(OBJECT, bucket, key)
                .header("x-upsert", upload.upsert() ? "true" : null)
                .sends(new MultipartContent(boundary, fields, upload.content(), upload.contentType()))
                .reads(stored(bucket, key));
    }

    private static Decoder<StoredObject> stored(String bucket, String key) {
        return response -> new Stored(bucket, key, StoredId.in(response));
    }

    /** {@code GET /object/{bucket}/{path}}; a Studio has a route of its own for it. */
    public static Operation<Download> download(String bucket, String key) {
        return Operation.safe(
                        StorageService.SPEC,
                        "storage.download",
                        dialect -> downloadRoute(dialect, bucket, key).<Download>streams(OpenDownload::new))
                .about("bucket", bucket, "path", key);
    }

    private static Route.Builder downloadRoute(Dialect dialect, String bucket, String key) {
        return switch (dialect) {
            case STUDIO ->
                Route.post("/buckets/{bucket}/objects/download", bucket).json(Map.of("path", key));
            case NATIVE -> Route.get(OBJECT, bucket, key);
            case PROJECT -> Route.get("/object/authenticated/{bucket}/{path*}", bucket, key);
        };
    }

    /** {@code DELETE /object/{bucket}/{path}}. */
    public static Operation<Done> delete(String bucket, String key) {
        return Operation.idempotent(
                        StorageService.SPEC,
                        "storage.delete",
                        dialect -> deleteRoute(dialect, bucket, key).reads(Decoder.done()))
                .about("bucket", bucket, "path", key);
    }

    private static Route.Builder deleteRoute(Dialect dialect, String bucket, String key) {
        return dialect == Dialect.STUDIO
                ? Route.delete("/buckets/{bucket}/objects", bucket).json(Map.of("paths", List.of(key)))
                : Route.delete(OBJECT, bucket, key);
    }

    private record Stored(String bucket, String key, Optional<String> id) implements StoredObject {}
}
