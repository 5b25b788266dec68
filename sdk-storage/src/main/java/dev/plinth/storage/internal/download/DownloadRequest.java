package dev.plinth.storage.internal.download;

import dev.plinth.core.Progress;
import dev.plinth.storage.IntegrityCheck;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options and the condition of a download. */
public record DownloadRequest(
        @Nullable ByteRange part,
        @Nullable Map<String, Object> transform,
        @Nullable Consumer<? super Progress> listener,
        IntegrityCheck verify,
        @Nullable String unlessEtag,
        @Nullable Instant unlessModifiedSince) {

    /** Requests the whole object if its entity tag differs. */
    public static DownloadRequest unless(String etag) {
        String quoted = etag.startsWith("\"") || etag.startsWith("W/") ? etag : '"' + etag + '"';
        return new DownloadRequest(null, null, null, IntegrityCheck.AUTO, quoted, null);
    }

    /** Requests the whole object if it was modified later. */
    public static DownloadRequest unless(Instant modifiedSince) {
        return new DownloadRequest(null, null, null, IntegrityCheck.AUTO, null, modifiedSince);
    }
}
