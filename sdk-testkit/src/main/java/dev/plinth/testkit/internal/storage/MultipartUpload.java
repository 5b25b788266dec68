package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload in parts: everything but the parts.
 *
 * @param id what clients name it by
 * @param bucket the bucket's id
 * @param key the object's name
 * @param owner who began it, when known
 * @param mimeType the content type that the object gets
 * @param cacheControl the cache control that it gets
 * @param userMetadata the user's own metadata that it gets
 * @param initiated when it was begun
 */
public record MultipartUpload(
        UUID id,
        String bucket,
        String key,
        @Nullable String owner,
        String mimeType,
        String cacheControl,
        JsonNode userMetadata,
        Instant initiated) {

    /** A part that came in whole; {@code md5} in hexadecimal. */
    public record Part(int number, String md5, long size, Instant uploaded, Path file) {}

    /** The object that it becomes. */
    public Upload target() {
        return new Upload(bucket, key, owner, mimeType, cacheControl, userMetadata, null, true);
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id.toString())
                .put("bucket", bucket)
                .put("key", key)
                .put("owner", owner)
                .put("type", mimeType)
                .put("cache", cacheControl)
                .put("initiated", initiated.toEpochMilli());
        json.set("user", userMetadata);
        return json;
    }

    static MultipartUpload of(ObjectNode json) {
        return new MultipartUpload(
                UUID.fromString(json.path("id").asText()),
                json.path("bucket").asText(),
                json.path("key").asText(),
                json.path("owner").isTextual() ? json.path("owner").asText() : null,
                json.path("type").asText(),
                json.path("cache").asText(),
                json.path("user"),
                Instant.ofEpochMilli(json.path("initiated").asLong()));
    }
}
