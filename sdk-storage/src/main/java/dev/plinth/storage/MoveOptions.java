package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.NameRules;
import org.jspecify.annotations.Nullable;

/** Options for {@link Bucket#move(String, String, java.util.function.Consumer)}. Not thread-safe. */
public final class MoveOptions {

    private @Nullable String bucket;

    MoveOptions() {}

    /**
     * Moves the object to another bucket. The server does not check that bucket's limits of size and media type.
     *
     * @param id the target bucket's id; by default the source bucket
     * @return these options
     * @throws IllegalArgumentException if the id is not valid
     */
    public MoveOptions toBucket(String id) {
        Arguments.required(id, "id");
        this.bucket = NameRules.checkBucket(id);
        return this;
    }

    String bucketOr(String sourceBucket) {
        return bucket == null ? sourceBucket : bucket;
    }
}
