package dev.plinth.storage.internal;

import java.util.Optional;

/** What the server keeps of an object's content, as lists and copies show it. */
record SystemMetadata(
        Optional<Long> size, Optional<String> mimetype, Optional<String> eTag_, Optional<String> cacheControl_) {

    static final SystemMetadata NONE =
            new SystemMetadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
