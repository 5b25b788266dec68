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

/** Replacements by the resumable protocol (TUS) in one request, whose response names the version that was stored. */
public final class ReplaceOperations {

    private static final String TUS_VERSION = "1.0.0";

    private ReplaceOperations() {}

    /** {@code POST /upload/resumable} with the body: creation with upload. */
    static Operation<StoredObjectRecord> replace(ObjectKey at, UploadRequest upload) {
        return Operation.<StoredObjectRecord>idempotent(
                        StorageService.SPEC,
                        "storage.upload",
                        dialect -> dialect == Dialect.PROJECT ? route(at, upload) : null)
                .context(at.about());
    }

    private static Route<StoredObjectRecord> route(ObjectKey at, UploadRequest upload) {
        long length = upload.content().length().orElseThrow();
        return Route.post("/upload/resumable")
                .header("Tus-Resumable", TUS_VERSION)
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", metadata(at, upload))
                .header("x-upsert", "true")
                .header("Content-Type", "application/offset+octet-stream")
                .body(upload.content())
                .decode(response -> read(at, response, length));
    }

    public static String metadata(ObjectKey at, UploadRequest upload) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("bucketName", at.bucket());
        values.put("objectName", at.key());
        values.put("contentType", upload.contentType());
        values.putAll(upload.fields());
        // Without it the server would keep the metadata of the object that is replaced.
        values.putIfAbsent("metadata", "{}");
        return values.entrySet().stream()
                .map(e -> e.getKey() + " "
                        + Base64.getEncoder().encodeToString(e.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    private static StoredObjectRecord read(ObjectKey at, HttpResponse response, long length)
            throws UnexpectedBodyException {
        String offset = response.headers().first("Upload-Offset").orElse("");
        if (!offset.equals(Long.toString(length))) {
            throw new UnexpectedBodyException(
                    "the server took \"" + offset + "\" of " + length + " bytes", "upload it once more");
        }
        return new StoredObjectRecord(
                at.bucket(),
                at.name(),
                Optional.empty(),
                Optional.empty(),
                response.headers().first("Location").flatMap(ReplaceOperations::version));
    }

    /** The upload's id is {@code bucket/key/version} in Base64. */
    public static Optional<String> version(String location) {
        String id = location.substring(location.lastIndexOf('/') + 1);
        try {
            String path = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
            return Optional.of(path.substring(path.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
