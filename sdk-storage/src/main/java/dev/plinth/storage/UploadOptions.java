package dev.plinth.storage;

import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import dev.plinth.core.internal.content.ObservedContent;
import dev.plinth.storage.internal.Upload;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How an object is to be stored. Not thread-safe. */
public final class UploadOptions {

    private @Nullable String contentType;
    private @Nullable Duration cacheFor;
    private @Nullable Consumer<? super Progress> listener;
    private boolean upsert;

    UploadOptions() {}

    /**
     * Sets the media type.
     *
     * @param type the media type; by default what the content itself suggests, else {@code application/octet-stream}
     * @return these options
     */
    public UploadOptions contentType(String type) {
        this.contentType = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * Sets whether an object that is there is replaced.
     *
     * @param replace true to replace it; by default a {@link dev.plinth.core.ConflictException} tells of it
     * @return these options
     */
    public UploadOptions upsert(boolean replace) {
        this.upsert = replace;
        return this;
    }

    /**
     * Sets how long browsers and caches may keep the object.
     *
     * @param time the time, in whole seconds
     * @return these options
     */
    public UploadOptions cacheFor(Duration time) {
        this.cacheFor = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Asks to be told how far the upload has come.
     *
     * @param progress is told on the uploading thread; cannot steer or break the upload
     * @return these options
     */
    public UploadOptions onProgress(Consumer<? super Progress> progress) {
        this.listener = Objects.requireNonNull(progress, "progress");
        return this;
    }

    Upload upload(Content content) {
        Content observed = listener == null ? content : new ObservedContent(content, listener);
        String type = contentType != null ? contentType : content.contentType().orElse("application/octet-stream");
        return new Upload(observed, type, cacheFor, upsert);
    }
}
