package dev.plinth.storage.internal.bucket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON fields of a bucket's settings; null removes a limit. Not thread-safe. */
public final class BucketFields {

    /** The field of the maximum object size. */
    public static final String SIZE_LIMIT = "file_size_limit";

    /** The field of the accepted media types. */
    public static final String MIME_TYPES = "allowed_mime_types";

    private static final Pattern SIZE = Pattern.compile("[0-9]+(\\.[0-9]+)?(gb|mb|kb|b)", Pattern.CASE_INSENSITIVE);

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Creates an empty set of fields. */
    public BucketFields() {}

    /** Sets whether the bucket is public. */
    public void isPublic(boolean isPublic) {
        values.put("public", isPublic);
    }

    /** Sets the maximum object size in bytes. */
    public void fileSizeLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the size limit must not be negative: " + bytes);
        }
        values.put(SIZE_LIMIT, bytes);
    }

    /** Sets the maximum object size as text with a unit. */
    public void fileSizeLimit(String size) {
        if (!SIZE.matcher(size).matches()) {
            throw new IllegalArgumentException(
                    "not a size: \"" + size + "\"; use a number with b, kb, mb or gb, such as 20MB");
        }
        values.put(SIZE_LIMIT, size);
    }

    /** Sets the accepted media types. */
    public void allowedMimeTypes(String... types) {
        values.put(MIME_TYPES, List.of(types));
    }

    /** Removes a limit. */
    public void clear(String field) {
        values.put(Objects.requireNonNull(field, "field"), null);
    }

    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
