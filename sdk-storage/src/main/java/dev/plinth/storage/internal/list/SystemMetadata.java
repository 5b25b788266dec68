package dev.plinth.storage.internal.list;

import java.util.Optional;

/** What the server keeps of an object's content, as lists and copies show it. */
public record SystemMetadata(
        Optional<Long> size, Optional<String> mimetype, Optional<String> eTag_, Optional<String> cacheControl_) {

    static final SystemMetadata NONE =
            new SystemMetadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
