package dev.plinth.storage.internal.copy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be other on a copy than on its original. */
public record CopyRequest(
        @Nullable String contentType,
        @Nullable Duration cacheFor,
        @Nullable Map<String, ?> metadata,
        boolean upsert) {

    boolean asItIs() {
        return contentType == null && cacheFor == null && metadata == null;
    }

    /** The server either takes all of the original's metadata, or none of what was said of it. */
    boolean losesMetadata() {
        return !asItIs() && metadata == null;
    }

    CopyRequest with(Map<String, ?> originals) {
        return new CopyRequest(contentType, cacheFor, originals, upsert);
    }

    Map<String, Object> system() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (cacheFor != null) {
            fields.put("cacheControl", "max-age=" + cacheFor.toSeconds());
        }
        if (contentType != null) {
            fields.put("mimetype", contentType);
        }
        return fields;
    }
}
