package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.BucketFields;

/** What a bucket is to be like. Not thread-safe. */
public final class BucketOptions {

    private final BucketFields fields = new BucketFields();

    BucketOptions() {}

    /**
     * Sets whether everybody may read the bucket's objects.
     *
     * @param everybody true for a public bucket
     * @return these options
     */
    public BucketOptions isPublic(boolean everybody) {
        fields.isPublic(everybody);
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
        fields.fileSizeLimit(bytes);
        return this;
    }

    /**
     * Limits the size of the bucket's objects.
     *
     * @param size a number with a decimal unit: {@code 20MB} is 20,000,000 bytes; {@code b}, {@code kb}, {@code mb} and
     *     {@code gb} in any case
     * @return these options
     * @throws IllegalArgumentException if that is no size
     */
    public BucketOptions fileSizeLimit(String size) {
        Arguments.required(size, "size");
        fields.fileSizeLimit(size);
        return this;
    }

    /**
     * Limits the media types of the bucket's objects.
     *
     * @param types such as {@code image/png} or {@code image/*}; a type with a parameter, {@code text/plain;
     *     charset=utf-8}, matches a pattern but not the bare type
     * @return these options
     */
    public BucketOptions allowedMimeTypes(String... types) {
        Arguments.required(types, "types");
        fields.allowedMimeTypes(types);
        return this;
    }

    BucketFields fields() {
        return fields;
    }
}
