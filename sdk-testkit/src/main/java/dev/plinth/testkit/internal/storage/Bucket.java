package dev.plinth.testkit.internal.storage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the server's table of buckets. */
public record Bucket(
        String id,
        String name,
        @Nullable String owner,
        boolean isPublic,
        @Nullable Long fileSizeLimit,
        @Nullable List<String> allowedMimeTypes,
        Instant createdAt,
        Instant updatedAt,
        boolean analytics) {

    /** A bucket with a name and without limits. */
    static Bucket of(String name, @Nullable String owner, boolean isPublic, Instant now) {
        return new Bucket(name, name, owner, isPublic, null, null, now, now, false);
    }

    /** Whether an object of this type may be stored. A type with a charset matches wildcards only. */
    boolean allows(String mimeType) {
        List<String> allowed = allowedMimeTypes;
        if (allowed == null || allowed.isEmpty()) {
            return true;
        }
        return allowed.stream().anyMatch(entry -> matches(entry, mimeType));
    }

    private static boolean matches(String entry, String mimeType) {
        if (entry.equals("*") || entry.equals("*/*") || entry.equals(mimeType)) {
            return true;
        }
        return entry.endsWith("/*") && mimeType.startsWith(entry.substring(0, entry.length() - 1));
    }
}
