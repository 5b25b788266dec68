package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.BucketFields;

/** What is to change of a bucket; what is not named stays. Not thread-safe. */
public final class BucketPatch {

    private final BucketFields fields = new BucketFields();

    BucketPatch() {}

    /**
     * Changes whether everybody may read the bucket's objects.
     *
     * @param everybody true for a public bucket
     * @return this patch
     */
    public BucketPatch isPublic(boolean everybody) {
        fields.isPublic(everybody);
        return this;
    }

    /**
     * Changes the largest size of the bucket's objects. Objects that are there stay.
     *
     * @param bytes the limit in bytes, at least 0
     * @return this patch
     * @throws IllegalArgumentException if the limit is negative
     */
    public BucketPatch fileSizeLimit(long bytes) {
        fields.fileSizeLimit(bytes);
        return this;
    }

    /**
     * Changes the largest size of the bucket's objects. Objects that are there stay.
     *
     * @param size a number with a decimal unit, such as {@code 20MB}
     * @return this patch
     * @throws IllegalArgumentException if that is no size
     */
    public BucketPatch fileSizeLimit(String size) {
        Arguments.required(size, "size");
        fields.fileSizeLimit(size);
        return this;
    }

    /**
     * Takes the bucket's own size limit away, so that only the project's counts.
     *
     * @return this patch
     */
    public BucketPatch clearFileSizeLimit() {
        fields.clear(BucketFields.SIZE_LIMIT);
        return this;
    }

    /**
     * Changes the media types of the bucket's objects. Objects that are there stay.
     *
     * @param types such as {@code image/png} or {@code image/*}
     * @return this patch
     */
    public BucketPatch allowedMimeTypes(String... types) {
        Arguments.required(types, "types");
        fields.allowedMimeTypes(types);
        return this;
    }

    /**
     * Lets the bucket take all media types.
     *
     * @return this patch
     */
    public BucketPatch clearAllowedMimeTypes() {
        fields.clear(BucketFields.MIME_TYPES);
        return this;
    }

    BucketFields fields() {
        return fields;
    }
}
