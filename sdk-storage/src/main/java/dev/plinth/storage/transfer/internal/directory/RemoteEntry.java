package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.storage.ListedObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object of the bucket.
 *
 * @param key its key on the server
 * @param size its size in bytes
 * @param etag its entity tag
 * @param modified when it was last modified
 */
record RemoteEntry(String key, OptionalLong size, Optional<String> etag, Optional<Instant> modified) {

    static RemoteEntry of(ListedObject listed) {
        return new RemoteEntry(listed.key(), listed.size(), listed.etag(), listed.updatedAt());
    }
}
