package dev.plinth.storage.internal.list;

import java.time.Instant;
import java.util.Optional;

/** A row of a list as both routes send it. A folder has neither id nor metadata. */
public record ObjectRow(
        String name,
        Optional<String> id,
        Optional<Instant> updatedAt,
        Optional<Instant> createdAt,
        Optional<Instant> lastAccessedAt,
        Optional<SystemMetadata> metadata) {

    SystemMetadata system() {
        return metadata.orElse(SystemMetadata.NONE);
    }
}
