package dev.plinth.storage.internal.upload;

import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import dev.plinth.storage.internal.object.StoredObjectRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Replaces objects with one request of the resumable protocol (TUS), whose response contains the version of the stored
 * object.
 */
public final class ReplaceOperations {

    private static final String TUS_VERSION = "1.0.0";

    private ReplaceOperations() {}

    /** {@code POST /upload/resumable} with the content as the body (creation with upload). */
    static Operation<StoredObjectRecord> replace(ObjectKey object, UploadRequest upload) {
        return Operation.<StoredObjectRecord>idempotent(
                        StorageService.SPEC,
                        "storage.upload",
                        dialect -> dialect == Dialect.PROJECT ? route(object, upload) : null)
                .context(object.context());
    }

    private static Route<StoredObjectRecord> route(ObjectKey object, UploadRequest upload) {
        long length = upload.content().length().orElseThrow();
        return Route.post("/upload/resumable")
                .header("Tus-Resumable", TUS_VERSION)
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", metadata(object, upload))
                .header("x-upsert", "true")
                .header("Content-Type", "application/offset+octet-stream")
                .body(upload.content())
                .decode(response -> decode(object, response, length));
    }

    /** Returns the value of {@code Upload-Metadata}. */
    public static String metadata(ObjectKey object, UploadRequest upload) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("bucketName", object.bucket());
        values.put("objectName", object.key());
        values.put("contentType", upload.contentType());
        values.putAll(upload.fields());
        // Without this field, the server keeps the user metadata of the replaced object.
        values.putIfAbsent("metadata", "{}");
        return values.entrySet().stream()
                .map(e -> e.getKey() + " "
                        + Base64.getEncoder().encodeToString(e.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    private static StoredObjectRecord decode(ObjectKey object, HttpResponse response, long length)
            throws UnexpectedBodyException {
        String offset = response.headers().first("Upload-Offset").orElse("");
        if (!offset.equals(Long.toString(length))) {
            throw new UnexpectedBodyException(
                    "the server reported the offset \"" + offset + "\" after " + length + " bytes were sent",
                    "upload the object again");
        }
        return new StoredObjectRecord(
                object.bucket(),
                object.name(),
                Optional.empty(),
                Optional.empty(),
                response.headers().first("Location").flatMap(ReplaceOperations::version));
    }

    /** Returns the object's version, which the id of the upload contains: {@code bucket/key/version} in Base64. */
    public static Optional<String> version(String location) {
        String uploadId = location.substring(location.lastIndexOf('/') + 1);
        try {
            String path = new String(Base64.getUrlDecoder().decode(uploadId), StandardCharsets.UTF_8);
            return Optional.of(path.substring(path.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
