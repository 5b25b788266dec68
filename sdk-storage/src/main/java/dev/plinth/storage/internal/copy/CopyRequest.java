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

    boolean keepsAllMetadata() {
        return contentType == null && maxAge == null && metadata == null;
    }

    /** The server copies either all metadata of the source object, or none of its user metadata. */
    boolean losesMetadata() {
        return !keepsAllMetadata() && metadata == null;
    }

    CopyRequest with(Map<String, ?> userMetadata) {
        return new CopyRequest(contentType, maxAge, userMetadata, upsert);
    }

    Map<String, Object> system() {
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
