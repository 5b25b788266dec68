package dev.plinth.testkit.internal.tus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resumable upload: everything but its bytes.
 *
 * @param bucket the bucket's id
 * @param key the object's name
 * @param version the version that it becomes
 * @param length how long it will be; null while that is deferred
 * @param metadata what the client said of it
 * @param owner who began it
 * @param createdAt when it was begun
 */
record TusUpload(
        String bucket,
        String key,
        UUID version,
        @Nullable Long length,
        TusMetadata metadata,
        @Nullable String owner,
        Instant createdAt) {

    /** What its URL ends in: base64 of {@code bucket/key/version}. */
    String id() {
        byte[] path = (bucket + "/" + key + "/" + version).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(path);
    }

    TusUpload withLength(long declared) {
        return new TusUpload(bucket, key, version, declared, metadata, owner, createdAt);
    }

    ObjectNode json() {
        return Json.object()
                .put("bucket", bucket)
                .put("key", key)
                .put("version", version.toString())
                .put("length", length)
                .put("metadata", metadata.text())
                .put("owner", owner)
                .put("createdAt", createdAt.toString());
    }

    static TusUpload of(ObjectNode json) {
        return new TusUpload(
                json.path("bucket").asText(),
                json.path("key").asText(),
                UUID.fromString(json.path("version").asText()),
                json.path("length").isNumber() ? json.path("length").asLong() : null,
                TusMetadata.parse(json.path("metadata").asText()),
                json.path("owner").isTextual() ? json.path("owner").asText() : null,
                Instant.parse(json.path("createdAt").asText(Instant.EPOCH.toString())));
    }

    /** What a URL's last part names. */
    record Id(String bucket, String key, UUID version) {
        static Id parse(String id) {
            if (id.isEmpty()) {
                throw TusException.notFound();
            }
            try {
                String path = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
                int first = path.indexOf('/');
                int last = path.lastIndexOf('/');
                if (first > 0 && last > first) {
                    UUID version = Optional.of(path.substring(last + 1))
                            .filter(Caller::isUuid)
                            .map(UUID::fromString)
                            .orElseThrow(TusException::notFound);
                    return new Id(path.substring(0, first), path.substring(first + 1, last), version);
                }
            } catch (IllegalArgumentException e) {
                // answered below, as an id without its parts is
            }
            throw new TusException(400, "Invalid upload id");
        }
    }
}
