package dev.plinth.storage.internal.copy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metadata of a copy that differs from the source object's, and whether the copy may replace an object. */
public record CopyRequest(
        @Nullable String contentType,
        @Nullable Duration maxAge,
        @Nullable Map<String, ?> metadata,
        boolean upsert) {

    /** Returns whether the copy has the same metadata as the source object. */
    boolean keepsAllMetadata() {
        return contentType == null && maxAge == null && metadata == null;
    }

    /**
     * Returns whether the server would drop the user metadata of the source object. It copies either all metadata or no
     * user metadata.
     */
    boolean losesUserMetadata() {
        return !keepsAllMetadata() && metadata == null;
    }

    CopyRequest withMetadata(Map<String, ?> userMetadata) {
        return new CopyRequest(contentType, maxAge, userMetadata, upsert);
    }

    Map<String, Object> systemMetadata() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (maxAge != null) {
            fields.put("cacheControl", "max-age=" + maxAge.toSeconds());
        }
        if (contentType != null) {
            fields.put("mimetype", contentType);
        }
        return fields;
    }
}
