package dev.plinth.storage.internal.download;

import dev.plinth.core.Progress;
import dev.plinth.storage.IntegrityCheck;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options and the condition of a download.
 *
 * @param range the byte range; null for the whole object
 * @param transform the parameters of the image transformation; null for none
 * @param listener the progress listener; null for none
 * @param verify when the MD5 is compared
 * @param ifNoneMatch the entity tag with which the object is not sent; null for none
 * @param ifModifiedSince the modification time up to which the object is not sent; null for none
 */
public record DownloadRequest(
        @Nullable ByteRange range,
        @Nullable Map<String, Object> transform,
        @Nullable Consumer<? super Progress> listener,
        IntegrityCheck verify,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince) {

    /** Requests the whole object, unless it has the given entity tag. */
    public static DownloadRequest ifNoneMatch(String etag) {
        String quoted = etag.startsWith("\"") || etag.startsWith("W/") ? etag : '"' + etag + '"';
        return new DownloadRequest(null, null, null, IntegrityCheck.AUTO, quoted, null);
    }

    /** Requests the whole object, if it was modified after the given time. */
    public static DownloadRequest ifModifiedSince(Instant time) {
        return new DownloadRequest(null, null, null, IntegrityCheck.AUTO, null, time);
    }
}
