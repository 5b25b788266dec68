package dev.plinth.storage.internal.bucket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a bucket as the wire has them; null takes a limit away. Not thread-safe. */
public final class BucketFields {

    /** The largest object. */
    public static final String SIZE_LIMIT = "file_size_limit";

    /** The media types. */
    public static final String MIME_TYPES = "allowed_mime_types";

    private static final Pattern SIZE = Pattern.compile("[0-9]+(\\.[0-9]+)?(gb|mb|kb|b)", Pattern.CASE_INSENSITIVE);

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Makes no change yet. */
    public BucketFields() {}

    /** Sets who may read. */
    public void isPublic(boolean everybody) {
        values.put("public", everybody);
    }

    /** Sets the limit in bytes. */
    public void fileSizeLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the size limit is negative: " + bytes);
        }
        values.put(SIZE_LIMIT, bytes);
    }

    /** Sets the limit with its unit. */
    public void fileSizeLimit(String size) {
        if (!SIZE.matcher(size).matches()) {
            throw new IllegalArgumentException(
                    "not a size: \"" + size + "\"; a number and b, kb, mb or gb, such as 20MB");
        }
        values.put(SIZE_LIMIT, size);
    }

    /** Sets the media types. */
    public void allowedMimeTypes(String... types) {
        values.put(MIME_TYPES, List.of(types));
    }

    /** Takes a limit away. */
    public void clear(String field) {
        values.put(Objects.requireNonNull(field, "field"), null);
    }

    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
