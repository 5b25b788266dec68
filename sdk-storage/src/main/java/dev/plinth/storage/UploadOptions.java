package dev.plinth.storage;

import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import dev.plinth.core.internal.content.ObservedContent;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.upload.MediaTypes;
import dev.plinth.storage.internal.upload.UploadRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options for {@link Bucket#upload(String, Content, Consumer)}. Not thread-safe. */
public final class UploadOptions {

    private @Nullable String contentType;
    private @Nullable Duration maxAge;
    private @Nullable Map<String, ?> metadata;
    private @Nullable Consumer<? super Progress> listener;
    private boolean upsert;
    private IntegrityCheck verify = IntegrityCheck.AUTO;

    UploadOptions() {}

    /**
     * Sets the media type. By default it is derived from the extension of the file's or object's name, else taken from
     * {@link Content#contentType()}; if both are unknown, it is {@code application/octet-stream}.
     *
     * @param type the media type, such as {@code image/png}
     * @return these options
     */
    public UploadOptions contentType(String type) {
        this.contentType = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * Sets whether the upload may replace an existing object. Without {@link #metadata}, replacing removes the existing
     * object's user metadata.
     *
     * @param replace true to replace it; by default {@link dev.plinth.core.ConflictException} is thrown
     * @return these options
     */
    public UploadOptions upsert(boolean replace) {
        this.upsert = replace;
        return this;
    }

    /**
     * Sets the object's {@code Cache-Control} to {@code max-age}: how long browsers and caches may serve it without
     * asking the server. By default it is {@code no-cache}.
     *
     * @param maxAge the time, not negative; fractions of a second are dropped
     * @return these options
     * @throws IllegalArgumentException if the time is negative
     */
    public UploadOptions cacheControl(Duration maxAge) {
        Arguments.required(maxAge, "maxAge");
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("the max-age must not be negative: " + maxAge);
        }
        this.maxAge = maxAge;
        return this;
    }

    /**
     * Sets the object's user metadata, which {@link ObjectInfo#metadata()} returns.
     *
     * @param metadata names and values: strings, numbers, booleans, lists and maps; at most 1 MiB as JSON
     * @return these options
     */
    public UploadOptions metadata(Map<String, ?> metadata) {
        Arguments.required(metadata, "metadata");
        this.metadata = new LinkedHashMap<>(metadata);
        return this;
    }

    /**
     * Sets a listener for the progress of the upload.
     *
     * @param listener called on the thread that uploads; an exception that it throws does not affect the upload
     * @return these options
     */
    public UploadOptions onProgress(Consumer<? super Progress> listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets when the MD5 of the sent bytes is compared with the entity tag of the stored object. The comparison takes
     * one more small request and requires that the credential may read the object; if that request fails, the upload
     * fails. An upload that replaces an object is compared with {@link IntegrityCheck#ALWAYS} only.
     *
     * @param check when to compare; {@link IntegrityCheck#AUTO} by default
     * @return these options
     */
    public UploadOptions verify(IntegrityCheck check) {
        this.verify = Objects.requireNonNull(check, "check");
        return this;
    }

    UploadRequest upload(ObjectKey object, Content content) {
        String type = contentType != null ? contentType : MediaTypes.of(object.key(), content);
        Content observed = listener == null ? content : new ObservedContent(content, listener);
        return new UploadRequest(observed, type, maxAge, metadata, upsert, verify);
    }
}
