package dev.plinth.storage.internal.list;

import java.util.Optional;

/** The metadata that the server itself keeps of an object's content, as lists and copies contain it. */
public record SystemMetadata(
        Optional<Long> size, Optional<String> mimetype, Optional<String> eTag_, Optional<String> cacheControl_) {

    static final SystemMetadata NONE =
            new SystemMetadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
