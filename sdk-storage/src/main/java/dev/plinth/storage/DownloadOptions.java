package dev.plinth.storage;

import dev.plinth.core.Progress;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.DownloadRequest;
import dev.plinth.storage.internal.Part;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How an object is to be downloaded. Not thread-safe. */
public final class DownloadOptions {

    private @Nullable Part part;
    private @Nullable ImageTransform transform;
    private @Nullable Consumer<? super Progress> listener;
    private IntegrityCheck verify = IntegrityCheck.AUTO;

    DownloadOptions() {}

    /**
     * Brings a part of the object.
     *
     * @param offset how many bytes to leave out before it
     * @param length how many bytes to bring; fewer come if the object ends before
     * @return these options
     * @throws IllegalArgumentException if the offset is negative, or the length not positive
     */
    public DownloadOptions range(long offset, long length) {
        this.part = Part.of(offset, length);
        return this;
    }

    /**
     * Brings the object from an offset to its end.
     *
     * @param offset how many bytes to leave out
     * @return these options
     * @throws IllegalArgumentException if the offset is negative
     */
    public DownloadOptions from(long offset) {
        this.part = Part.of(offset, Long.MAX_VALUE);
        return this;
    }

    /**
     * Brings the end of the object.
     *
     * @param length how many bytes to bring; all if the object has fewer
     * @return these options
     * @throws IllegalArgumentException if the length is not positive
     */
    public DownloadOptions last(long length) {
        this.part = Part.last(length);
        return this;
    }

    /**
     * Brings an image in another size or format.
     *
     * @param change sets how it is to be changed
     * @return these options
     */
    public DownloadOptions transform(Consumer<ImageTransform> change) {
        ImageTransform chosen = Arguments.configured(new ImageTransform(), change, "change");
        this.transform = chosen;
        return this;
    }

    /**
     * Asks to be told how far the download has come.
     *
     * @param progress is told on the reading thread; cannot steer or break the download
     * @return these options
     */
    public DownloadOptions onProgress(Consumer<? super Progress> progress) {
        this.listener = Objects.requireNonNull(progress, "progress");
        return this;
    }

    /**
     * Sets when the MD5 of the content is compared with its entity tag, where that is an MD5. A Studio does not tell the
     * tag; there the comparison takes one more small request.
     *
     * @param check when to compare; {@link IntegrityCheck#AUTO} by default
     * @return these options
     */
    public DownloadOptions verify(IntegrityCheck check) {
        this.verify = Objects.requireNonNull(check, "check");
        return this;
    }

    DownloadRequest request() {
        return new DownloadRequest(part, transform == null ? null : transform.values(), listener, verify, null, null);
    }
}
