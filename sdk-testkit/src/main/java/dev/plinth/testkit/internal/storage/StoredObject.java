package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the server's table of objects. Synthetic content is computed; other content is stored by the version. */
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

    /** The owner if it is a UUID, else null: the column has that type. */
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
