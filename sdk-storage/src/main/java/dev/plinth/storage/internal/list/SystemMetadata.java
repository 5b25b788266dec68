package dev.plinth.storage.internal.list;

import java.util.Optional;

/** The metadata that the server stores about an object's content, as in lists and copies. */
public record SystemMetadata(
        Optional<Long> size, Optional<String> mimetype, Optional<String> eTag_, Optional<String> cacheControl_) {

    static final SystemMetadata NONE =
            new SystemMetadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
