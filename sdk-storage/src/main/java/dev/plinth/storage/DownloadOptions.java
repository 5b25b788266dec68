package dev.plinth.storage;

import dev.plinth.core.Progress;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.download.ByteRange;
import dev.plinth.storage.internal.download.DownloadRequest;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options for {@link Bucket#download(String, Consumer)}. Not thread-safe. */
public final class DownloadOptions {

    private @Nullable ByteRange range;
    private @Nullable ImageTransform transform;
    private @Nullable Consumer<? super Progress> listener;
    private IntegrityCheck verify = IntegrityCheck.AUTO;

    DownloadOptions() {}

    /**
     * Requests a byte range of the object.
     *
     * @param offset the first byte, counted from 0
     * @param length the number of bytes, at least 1; fewer are returned if the object ends earlier
     * @return these options
     * @throws IllegalArgumentException if the offset is negative or the length is less than 1
     */
    public DownloadOptions range(long offset, long length) {
        this.range = ByteRange.of(offset, length);
        return this;
    }

    /**
     * Requests the object from an offset to its end.
     *
     * @param offset the first byte, counted from 0
     * @return these options
     * @throws IllegalArgumentException if the offset is negative
     */
    public DownloadOptions rangeFrom(long offset) {
        this.range = ByteRange.of(offset, Long.MAX_VALUE);
        return this;
    }

    /**
     * Requests the last {@code length} bytes of the object (an HTTP suffix range).
     *
     * @param length the number of bytes, at least 1; the whole object if it is shorter
     * @return these options
     * @throws IllegalArgumentException if the length is less than 1
     */
    public DownloadOptions suffix(long length) {
        this.range = ByteRange.suffix(length);
        return this;
    }

    /**
     * Requests a transformed image: another size, quality or format.
     *
     * @param options sets the transformation
     * @return these options
     */
    public DownloadOptions transform(Consumer<? super ImageTransform> options) {
        ImageTransform chosen = Arguments.configured(new ImageTransform(), options, "options");
        this.transform = chosen;
        return this;
    }

    /**
     * Sets a listener for the progress of the download.
     *
     * @param listener called on the thread that reads; an exception that it throws does not affect the download
     * @return these options
     */
    public DownloadOptions onProgress(Consumer<? super Progress> listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets when the MD5 of the content is compared with the object's entity tag. Entity tags that are not an MD5 are
     * not compared. A Studio's response does not contain the entity tag; there the comparison takes one more small
     * request.
     *
     * @param check when to compare; {@link IntegrityCheck#AUTO} by default
     * @return these options
     */
    public DownloadOptions verify(IntegrityCheck check) {
        this.verify = Objects.requireNonNull(check, "check");
        return this;
    }

    DownloadRequest request() {
        return new DownloadRequest(range, transform == null ? null : transform.values(), listener, verify, null, null);
    }
}
