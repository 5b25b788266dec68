package dev.plinth.testkit.internal.vectors;

import dev.plinth.testkit.internal.storage.StorageException;

/** The errors of vector buckets, which are sent with their own statuses. */
final class VectorErrors {
    private VectorErrors() {}

    static StorageException conflict(String kind, String name) {
        return error(409, "ConflictException", kind + " '" + name + "' already exists");
    }

    static StorageException notFound(String kind, String name) {
        return error(404, "NotFoundException", kind + " '" + name + "' not found");
    }

    static StorageException notEmpty() {
        return error(400, "VectorBucketNotEmpty", "Vector bucket is not empty");
    }

    static StorageException tooManyBuckets(int most) {
        return error(400, "S3VectorMaxBucketsExceeded", "Maximum number of buckets exceeded. Max allowed is " + most);
    }

    static StorageException tooManyIndexes(int most) {
        return error(400, "S3VectorMaxIndexesExceeded", "Maximum number of indexes exceeded. Max allowed is " + most);
    }

    static StorageException parameter(String message) {
        return error(400, "InvalidParameter", message);
    }

    static StorageException validation(String message) {
        return new StorageException(400, "Error", "InvalidRequest", message);
    }

    /** The same error with its own status. */
    static StorageException withOwnStatus(StorageException e) {
        return new StorageException(e.statusCode(), e.statusCode(), e.error(), e.code(), e.text());
    }

    private static StorageException error(int status, String code, String message) {
        return new StorageException(status, status, code, code, message);
    }
}
