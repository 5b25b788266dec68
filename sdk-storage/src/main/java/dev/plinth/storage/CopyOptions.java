package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.copy.CopyRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Options for {@link Bucket#copy(String, String, java.util.function.Consumer)}. Not thread-safe. */
public final class CopyOptions {

    private @Nullable String bucket;
    private @Nullable String contentType;
    private @Nullable Duration maxAge;
    private @Nullable Map<String, ?> metadata;
    private boolean upsert;

    CopyOptions() {}

    /**
     * Copies the object to another bucket. The server does not check that bucket's limits of size and media type.
     *
     * @param id the target bucket's id; by default the source bucket
     * @return these options
     * @throws IllegalArgumentException if the id is not valid
     */
    public CopyOptions toBucket(String id) {
        Arguments.required(id, "id");
        this.bucket = NameRules.checkBucket(id);
        return this;
    }

    /**
     * Sets whether the copy may replace an existing object.
     *
     * @param replace true to replace it; by default {@link dev.plinth.core.ConflictException} is thrown
     * @return these options
     */
    public CopyOptions upsert(boolean replace) {
        this.upsert = replace;
        return this;
    }

    /**
     * Sets the copy's media type. By default the source object's is copied.
     *
     * @param type the media type, such as {@code image/png}
     * @return these options
     */
    public CopyOptions contentType(String type) {
        this.contentType = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * Sets the copy's {@code Cache-Control} to {@code max-age}: how long browsers and caches may serve it without
     * asking the server. By default the source object's value is copied.
     *
     * @param maxAge the time; fractions of a second are dropped
     * @return these options
     */
    public CopyOptions cacheControl(Duration maxAge) {
        this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
        return this;
    }

    /**
     * Sets the copy's user metadata. By default the source object's is copied.
     *
     * @param metadata names and values; an empty map for none; a few kilobytes at most, because it is sent in a header
     * @return these options
     */
    public CopyOptions metadata(Map<String, ?> metadata) {
        Arguments.required(metadata, "metadata");
        this.metadata = new LinkedHashMap<>(metadata);
        return this;
    }

    String bucketOr(String sourceBucket) {
        return bucket == null ? sourceBucket : bucket;
    }

    CopyRequest request() {
        return new CopyRequest(contentType, maxAge, metadata, upsert);
    }
}
