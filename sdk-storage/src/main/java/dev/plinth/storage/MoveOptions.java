package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.Names;
import org.jspecify.annotations.Nullable;

/** How an object is to be moved. Not thread-safe. */
public final class MoveOptions {

    private @Nullable String bucket;

    MoveOptions() {}

    /**
     * Moves the object to another bucket. That bucket's limits of size and media type are not looked at by the server.
     *
     * @param id the other bucket's id
     * @return these options
     * @throws IllegalArgumentException if no bucket can have that id
     */
    public MoveOptions toBucket(String id) {
        Arguments.required(id, "id");
        this.bucket = Names.bucket(id);
        return this;
    }

    String bucketOr(String same) {
        return bucket == null ? same : bucket;
    }
}
