package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.CopyRequest;
import dev.plinth.storage.internal.Names;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an object is to be copied. What is not set is as it is on the original. Not thread-safe. */
public final class CopyOptions {

    private @Nullable String bucket;
    private @Nullable String contentType;
    private @Nullable Duration cacheFor;
    private @Nullable Map<String, ?> metadata;
    private boolean upsert;

    CopyOptions() {}

    /**
     * Copies the object to another bucket. That bucket's limits of size and media type are not looked at by the server.
     *
     * @param id the other bucket's id
     * @return these options
     * @throws IllegalArgumentException if no bucket can have that id
     */
    public CopyOptions toBucket(String id) {
        Arguments.required(id, "id");
        this.bucket = Names.bucket(id);
        return this;
    }

    /**
     * Sets whether an object that is there is replaced.
     *
     * @param replace true to replace it; by default a {@link dev.plinth.core.ConflictException} tells of it
     * @return these options
     */
    public CopyOptions upsert(boolean replace) {
        this.upsert = replace;
        return this;
    }

    /**
     * Gives the copy another media type.
     *
     * @param type the media type
     * @return these options
     */
    public CopyOptions contentType(String type) {
        this.contentType = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * Sets how long browsers and caches may keep the copy.
     *
     * @param time the time, in whole seconds
     * @return these options
     */
    public CopyOptions cacheFor(Duration time) {
        this.cacheFor = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Says something else of the copy than of the original.
     *
     * @param values names and values; empty for nothing at all; some kilobytes at most
     * @return these options
     */
    public CopyOptions metadata(Map<String, ?> values) {
        Arguments.required(values, "values");
        this.metadata = new LinkedHashMap<>(values);
        return this;
    }

    String bucketOr(String same) {
        return bucket == null ? same : bucket;
    }

    CopyRequest request() {
        return new CopyRequest(contentType, cacheFor, metadata, upsert);
    }
}
