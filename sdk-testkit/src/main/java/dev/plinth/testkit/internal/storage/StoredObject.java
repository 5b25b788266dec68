package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the server's table of objects; {@code synthetic} content is computed, other content lies under the version. */
public record StoredObject(
        UUID id,
        String bucketId,
        String name,
        UUID version,
        @Nullable String ownerId,
        Instant createdAt,
        Instant updatedAt,
        Instant lastAccessedAt,
        ObjectMetadata metadata,
        @Nullable JsonNode userMetadata,
        boolean synthetic) {

    /** The owner as the column of type uuid keeps it: null unless it is one. */
    @Nullable
    String owner() {
        return Caller.isUuid(ownerId) ? ownerId : null;
    }

    public long size() {
        return metadata.size();
    }

    StoredObject movedTo(String bucket, String key, UUID newVersion, Instant now) {
        return new StoredObject(
                id,
                bucket,
                key,
                newVersion,
                ownerId,
                createdAt,
                now,
                lastAccessedAt,
                metadata,
                userMetadata,
                synthetic);
    }
}
