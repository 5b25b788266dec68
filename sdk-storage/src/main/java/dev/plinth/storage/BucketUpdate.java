package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.bucket.BucketFields;

/** The changes that an update makes to a bucket. Settings that are not set here stay unchanged. Not thread-safe. */
public final class BucketUpdate {

    private final BucketFields fields = new BucketFields();

    BucketUpdate() {}

    /**
     * Sets whether everybody can read the bucket's objects without credentials.
     *
     * @param isPublic true for a public bucket
     * @return this update
     */
    public BucketUpdate isPublic(boolean isPublic) {
        fields.isPublic(isPublic);
        return this;
    }

    /**
     * Sets the maximum size of the bucket's objects. Existing objects are not affected.
     *
     * @param bytes the limit in bytes, at least 0
     * @return this update
     * @throws IllegalArgumentException if the limit is negative
     */
    public BucketUpdate fileSizeLimit(long bytes) {
        fields.fileSizeLimit(bytes);
        return this;
    }

    /**
     * Sets the maximum size of the bucket's objects. Existing objects are not affected.
     *
     * @param size a number with a decimal unit ({@code b}, {@code kb}, {@code mb} or {@code gb}, in any case):
     *     {@code 20MB} is 20,000,000 bytes
     * @return this update
     * @throws IllegalArgumentException if the size does not have this format
     */
    public BucketUpdate fileSizeLimit(String size) {
        Arguments.required(size, "size");
        fields.fileSizeLimit(size);
        return this;
    }

    /**
     * Removes the bucket's own size limit, so that only the project's limit applies.
     *
     * @return this update
     */
    public BucketUpdate clearFileSizeLimit() {
        fields.clear(BucketFields.SIZE_LIMIT);
        return this;
    }

    /**
     * Sets the media types that the bucket accepts. Existing objects are not affected.
     *
     * @param types media types or patterns, such as {@code image/png} or {@code image/*}
     * @return this update
     */
    public BucketUpdate allowedMimeTypes(String... types) {
        Arguments.required(types, "types");
        fields.allowedMimeTypes(types);
        return this;
    }

    /**
     * Removes the restriction of media types, so that the bucket accepts all.
     *
     * @return this update
     */
    public BucketUpdate clearAllowedMimeTypes() {
        fields.clear(BucketFields.MIME_TYPES);
        return this;
    }

    BucketFields fields() {
        return fields;
    }
}
