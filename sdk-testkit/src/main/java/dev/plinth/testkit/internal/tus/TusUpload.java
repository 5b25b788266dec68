package dev.plinth.testkit.internal.tus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resumable upload. Its content is stored by its version.
 *
 * @param bucket the bucket's id
 * @param key the object's name
 * @param version the version of the object to be created
 * @param length the total length; null while it is deferred
 * @param metadata the client's metadata: an object of texts
 * @param owner who created it
 * @param createdAt when it was created
 * @param complete whether it became an object
 */
record TusUpload(
        String bucket,
        String key,
        UUID version,
        @Nullable Long length,
        JsonNode metadata,
        @Nullable String owner,
        Instant createdAt,
        boolean complete) {

    /** The last part of its URL: base64 of {@code bucket/key/version}. */
    String id() {
        byte[] path = (bucket + "/" + key + "/" + version).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(path);
    }

    TusUpload withLength(long declared) {
        return new TusUpload(bucket, key, version, declared, metadata, owner, createdAt, complete);
    }

    TusUpload completed() {
        return new TusUpload(bucket, key, version, length, metadata, owner, createdAt, true);
    }

    String metadata(String name) {
        return metadata.path(name).asText("");
    }

    /** The metadata as the header {@code Upload-Metadata} has it. */
    String metadataHeader() {
        StringBuilder text = new StringBuilder();
        metadata.properties().forEach(member -> {
            text.append(text.isEmpty() ? "" : ",").append(member.getKey());
            byte[] value = member.getValue().asText().getBytes(StandardCharsets.UTF_8);
            text.append(value.length == 0 ? "" : " " + Base64.getEncoder().encodeToString(value));
        });
        return text.toString();
    }

    /** The decoded last part of a URL. */
    record Id(String bucket, String key, UUID version) {
        static Id parse(String id) {
            StorageError.TUS_NOT_FOUND.throwIf(id.isEmpty());
            String path = decoded(id);
            int first = path.indexOf('/');
            int last = path.lastIndexOf('/');
            StorageError.TUS_INVALID_ID.throwIf(first <= 0 || last <= first);
            String version = path.substring(last + 1);
            StorageError.TUS_NOT_FOUND.throwIf(!Caller.isUuid(version));
            return new Id(path.substring(0, first), path.substring(first + 1, last), UUID.fromString(version));
        }

        boolean names(TusUpload upload) {
            return upload.bucket().equals(bucket) && upload.key().equals(key);
        }

        private static String decoded(String id) {
            try {
                return new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
    }
}
