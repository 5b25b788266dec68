package dev.plinth.testkit.internal.tus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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
        Metadata metadata,
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
                Metadata.parse(json.path("metadata").asText()),
                json.path("owner").isTextual() ? json.path("owner").asText() : null,
                Instant.parse(json.path("createdAt").asText(Instant.EPOCH.toString())));
    }

    /** What a URL's last part names. */
    record Id(String bucket, String key, UUID version) {
        static Id parse(String id) {
            TusException.Known.NOT_FOUND.throwIf(id.isEmpty());
            try {
                String path = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
                int first = path.indexOf('/');
                int last = path.lastIndexOf('/');
                if (first > 0 && last > first) {
                    UUID version = Optional.of(path.substring(last + 1))
                            .filter(Caller::isUuid)
                            .map(UUID::fromString)
                            .orElseThrow(TusException.Known.NOT_FOUND);
                    return new Id(path.substring(0, first), path.substring(first + 1, last), version);
                }
            } catch (IllegalArgumentException e) {
                // answered below, as an id without its parts is
            }
            throw new TusException(400, "Invalid upload id");
        }
    }

    /** The header {@code Upload-Metadata}: names, and values in base64, in their order. */
    record Metadata(Map<String, String> values) {
        private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e&&[^,]]+");
        private static final Pattern SECONDS = Pattern.compile("[0-9]+");

        static boolean isValid(String header) {
            for (String pair : header.split(",", -1)) {
                String[] parts = pair.strip().split(" ", -1);
                if (parts.length > 2
                        || !NAME.matcher(parts[0]).matches()
                        || (parts.length == 2 && decode(parts[1]) == null)) {
                    return false;
                }
            }
            return true;
        }

        static Metadata parse(String header) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String pair : header.split(",", -1)) {
                String[] parts = pair.strip().split(" ", -1);
                String value = parts.length == 2 ? decode(parts[1]) : "";
                values.put(parts[0], value == null ? "" : value);
            }
            return new Metadata(values);
        }

        /** As the server keeps it: the cache control is seconds, or nothing that counts. */
        Metadata normalised() {
            Map<String, String> same = new LinkedHashMap<>(values);
            String seconds = values.getOrDefault("cacheControl", "");
            same.put("cacheControl", SECONDS.matcher(seconds).matches() ? "max-age=" + seconds : "no-cache");
            return new Metadata(same);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            values.forEach((name, value) -> {
                text.append(text.isEmpty() ? "" : ",").append(name);
                if (!value.isEmpty()) {
                    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                    text.append(' ').append(Base64.getEncoder().encodeToString(bytes));
                }
            });
            return text.toString();
        }

        String get(String name) {
            return values.getOrDefault(name, "");
        }

        private static @Nullable String decode(String base64) {
            try {
                return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
