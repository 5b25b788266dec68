package dev.plinth.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a bucket is to be like. Not thread-safe. */
public final class BucketOptions {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    BucketOptions() {}

    /**
     * Sets whether everybody may read the bucket's objects.
     *
     * @param everybody true for a public bucket
     * @return these options
     */
    public BucketOptions isPublic(boolean everybody) {
        fields.put("public", everybody);
        return this;
    }

    /**
     * Limits the size of the bucket's objects.
     *
     * @param bytes the limit in bytes, at least 0
     * @return these options
     * @throws IllegalArgumentException if the limit is negative
     */
    public BucketOptions fileSizeLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("fileSizeLimit is negative: " + bytes);
        }
        fields.put("file_size_limit", bytes);
        return this;
    }

    /**
     * Limits the media types of the bucket's objects.
     *
     * @param types such as {@code image/png} or {@code image/*}
     * @return these options
     */
    public BucketOptions allowedMimeTypes(String... types) {
        fields.put("allowed_mime_types", List.of(types));
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
