package dev.plinth.storage;

import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import dev.plinth.core.internal.content.ObservedContent;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.MediaTypes;
import dev.plinth.storage.internal.ObjectKey;
import dev.plinth.storage.internal.Upload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How an object is to be stored. Not thread-safe. */
public final class UploadOptions {

    private @Nullable String contentType;
    private @Nullable Duration cacheFor;
    private @Nullable Map<String, ?> metadata;
    private @Nullable Consumer<? super Progress> listener;
    private boolean upsert;
    private IntegrityCheck verify = IntegrityCheck.AUTO;

    UploadOptions() {}

    /**
     * Sets the media type.
     *
     * @param type the media type; by default the one of the file's or object's name, else what the content itself
     *     suggests, else {@code application/octet-stream}
     * @return these options
     */
    public UploadOptions contentType(String type) {
        this.contentType = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * Sets whether an object that is there is replaced. Replacing without {@link #metadata} takes the object's away.
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
     * @param time the time, in whole seconds; by default they may not keep it unasked
     * @return these options
     * @throws IllegalArgumentException if the time is negative
     */
    public UploadOptions cacheFor(Duration time) {
        Arguments.required(time, "time");
        if (time.isNegative()) {
            throw new IllegalArgumentException("the time is negative: " + time);
        }
        this.cacheFor = time;
        return this;
    }

    /**
     * Says something of the object, to be had with its description.
     *
     * @param values names and values: texts, numbers, booleans, lists, maps; at most 1 MiB as JSON
     * @return these options
     */
    public UploadOptions metadata(Map<String, ?> values) {
        Arguments.required(values, "values");
        this.metadata = new LinkedHashMap<>(values);
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

    /**
     * Sets when the MD5 of what was sent is compared with the entity tag of what was stored. The comparison takes one more
     * small request, for which the credential must be allowed to read the object: if it fails, so does the upload. An
     * upload that replaces an object is compared with {@link IntegrityCheck#ALWAYS} only.
     *
     * @param check when to compare; {@link IntegrityCheck#AUTO} by default
     * @return these options
     */
    public UploadOptions verify(IntegrityCheck check) {
        this.verify = Objects.requireNonNull(check, "check");
        return this;
    }

    Upload upload(ObjectKey at, Content content) {
        String type = contentType != null ? contentType : MediaTypes.of(at.key(), content);
        Content observed = listener == null ? content : new ObservedContent(content, listener);
        return new Upload(observed, type, cacheFor, metadata, upsert, verify);
    }
}
