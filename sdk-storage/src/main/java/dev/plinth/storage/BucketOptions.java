package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.bucket.BucketFields;

/** Options for a new bucket. By default it is private and has no limits of its own. Not thread-safe. */
public final class BucketOptions {

    private final BucketFields fields = new BucketFields();

    BucketOptions() {}

    /**
     * Sets whether everybody can read the bucket's objects without credentials.
     *
     * @param isPublic true for a public bucket; false by default
     * @return these options
     */
    public BucketOptions isPublic(boolean isPublic) {
        fields.isPublic(isPublic);
        return this;
    }

    /**
     * Sets the maximum size of the bucket's objects.
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
     * Sets the maximum size of the bucket's objects.
     *
     * @param size a number with a decimal unit ({@code b}, {@code kb}, {@code mb} or {@code gb}, in any case):
     *     {@code 20MB} is 20,000,000 bytes
     * @return these options
     * @throws IllegalArgumentException if the size does not have this format
     */
    public BucketOptions fileSizeLimit(String size) {
        Arguments.required(size, "size");
        fields.fileSizeLimit(size);
        return this;
    }

    /**
     * Sets the media types that the bucket accepts. By default it accepts all.
     *
     * @param types media types or patterns, such as {@code image/png} or {@code image/*}; a type with a parameter, such
     *     as {@code text/plain; charset=utf-8}, matches a pattern but not the type without the parameter
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
