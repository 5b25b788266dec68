package dev.plinth.testkit.internal.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What the server itself notes about an object's content; {@code eTag} with its quotes, {@code cacheControl} empty when there is none. */
public record ObjectMetadata(
        String eTag,
        long size,
        String mimeType,
        String cacheControl,
        Instant lastModified,
        @Nullable String robotsTag) {

    /** The column keeps it as text, to the millisecond. */
    public ObjectMetadata {
        lastModified = lastModified.truncatedTo(ChronoUnit.MILLIS);
    }
}
