package dev.plinth.testkit.internal.storage;

/** The errors of the Storage server, each in one place. */
final class StorageErrors {
    private static final String DUPLICATE = "The resource already exists";

    private StorageErrors() {}

    static StorageException noSuchBucket() {
        return new StorageException(404, "Bucket not found", "NoSuchBucket", "Bucket not found");
    }

    static StorageException noSuchKey() {
        return new StorageException(404, "not_found", "NoSuchKey", "Object not found");
    }

    static StorageException bucketExists() {
        return new StorageException(409, "Duplicate", "BucketAlreadyExists", DUPLICATE);
    }

    static StorageException keyExists() {
        return new StorageException(409, "Duplicate", "KeyAlreadyExists", DUPLICATE);
    }

    static StorageException resourceExists() {
        return new StorageException(409, "Duplicate", "ResourceAlreadyExists", DUPLICATE);
    }

    static StorageException bucketNotEmpty() {
        return new StorageException(
                409, "ResourceNotEmpty", "ResourceNotEmpty", "The bucket you tried to delete is not empty");
    }

    static StorageException tooManyToEmpty() {
        return new StorageException(
                409,
                "InvalidRequest",
                "InvalidRequest",
                "Unable to empty the bucket because it contains too many objects");
    }

    static StorageException accessDenied(String message) {
        return new StorageException(403, "Unauthorized", "AccessDenied", message);
    }

    static StorageException rowLevelSecurity() {
        return accessDenied("new row violates row-level security policy");
    }

    static StorageException invalidRole() {
        return new StorageException(403, 403, "Unauthorized", "AccessDenied", "Access denied: Invalid role");
    }

    static StorageException unknownRole() {
        return new StorageException(500, "DatabaseError", "DatabaseError", "database error, code: 22023");
    }

    static StorageException internal() {
        return new StorageException(500, "Internal", "InternalError", "Internal Server Error");
    }

    static StorageException tooLarge() {
        return new StorageException(
                413, "Payload too large", "EntityTooLarge", "The object exceeded the maximum allowed size");
    }

    static StorageException bodyTooLarge() {
        return new StorageException(413, 413, "FastifyError", "EntityTooLarge", "Request body is too large");
    }

    static StorageException mimeType(String type) {
        return new StorageException(
                415, "invalid_mime_type", "InvalidMimeType", "mime type " + type + " is not supported");
    }

    static StorageException contentTypeHeader() {
        return new StorageException(415, "invalid_mime_type", "InvalidMimeType", "Invalid Content-Type header");
    }

    static StorageException bucketName() {
        return new StorageException(400, "Invalid Input", "InvalidBucketName", "Bucket name invalid");
    }

    static StorageException invalidKey(String key) {
        return new StorageException(400, "InvalidKey", "InvalidKey", "Invalid key: " + key);
    }

    static StorageException invalidRange() {
        return new StorageException(416, 416, "invalid_range", "InvalidRange", "invalid range provided");
    }

    static StorageException validation(String message) {
        return new StorageException(400, "Error", "InvalidRequest", message);
    }

    static StorageException parser(String message) {
        return new StorageException(400, "FastifyError", "InvalidRequest", message);
    }

    static StorageException invalidRequest(String message) {
        return new StorageException(400, "InvalidRequest", "InvalidRequest", message);
    }

    static StorageException noRelatedResource() {
        return new StorageException(404, "InvalidRequest", "InvalidRequest", "The related resource does not exist");
    }

    static StorageException invalidParameter(String message) {
        return new StorageException(400, "InvalidParameter", "InvalidParameter", message);
    }

    static StorageException missingParameter(String message) {
        return new StorageException(
                400, "MissingParameter", "MissingParameter", "Missing Required Parameter " + message);
    }

    static StorageException invalidJwt(String message) {
        return new StorageException(400, "InvalidJWT", "InvalidJWT", message);
    }

    static StorageException invalidSignature(String message) {
        return new StorageException(400, "InvalidSignature", "InvalidSignature", message);
    }

    static StorageException robotsTag(String rule) {
        return new StorageException(
                400,
                "invalid_x_robots_tag",
                "InvalidRequest",
                "Invalid X-Robots-Tag header: Invalid X-Robots-Tag rule: \"" + rule + "\"");
    }
}
