package dev.plinth.storage.internal.download;

import dev.plinth.core.Progress;
import dev.plinth.storage.IntegrityCheck;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What of an object is asked for, and under which condition. */
public record DownloadRequest(
        @Nullable ByteRange part,
        @Nullable Map<String, Object> transform,
        @Nullable Consumer<? super Progress> listener,
        IntegrityCheck verify,
        @Nullable String unlessEtag,
        @Nullable Instant unlessModifiedSince) {

    /** The whole object, unless it still has this tag. */
    public static DownloadRequest unless(String etag) {
        String quoted = etag.startsWith("\"") || etag.startsWith("W/") ? etag : '"' + etag + '"';
        return new DownloadRequest(null, null, null, IntegrityCheck.AUTO, quoted, null);
    }

    /** The whole object, unless it has not been changed since. */
    public static DownloadRequest unless(Instant modifiedSince) {
        return new DownloadRequest(null, null, null, IntegrityCheck.AUTO, null, modifiedSince);
    }
}
