package dev.plinth.testkit.internal.storage;

/** The errors of the Storage server, each in one place. */
public final class StorageErrors {
    private static final String DUPLICATE = "The resource already exists";

    private StorageErrors() {}

    public static StorageException noSuchBucket() {
        return new StorageException(404, "Bucket not found", "NoSuchBucket", "Bucket not found");
    }

    public static StorageException noSuchKey() {
        return new StorageException(404, "not_found", "NoSuchKey", "Object not found");
    }

    public static StorageException bucketExists() {
        return new StorageException(409, "Duplicate", "BucketAlreadyExists", DUPLICATE);
    }

    public static StorageException keyExists() {
        return new StorageException(409, "Duplicate", "KeyAlreadyExists", DUPLICATE);
    }

    public static StorageException resourceExists() {
        return new StorageException(409, "Duplicate", "ResourceAlreadyExists", DUPLICATE);
    }

    public static StorageException bucketNotEmpty() {
        return new StorageException(
                409, "ResourceNotEmpty", "ResourceNotEmpty", "The bucket you tried to delete is not empty");
    }

    public static StorageException bucketReferenced() {
        return new StorageException(
                409,
                "ResourceReferenced",
                "ResourceReferenced",
                "The bucket could not be updated because it is referenced by a pending multipart upload.");
    }

    public static StorageException noSuchUpload() {
        return new StorageException(404, "NoSuchUpload", "NoSuchUpload", "Upload not found");
    }

    public static StorageException tooManyToEmpty() {
        return new StorageException(
                409,
                "InvalidRequest",
                "InvalidRequest",
                "Unable to empty the bucket because it contains too many objects");
    }

    public static StorageException accessDenied(String message) {
        return new StorageException(403, "Unauthorized", "AccessDenied", message);
    }

    public static StorageException rowLevelSecurity() {
        return accessDenied("new row violates row-level security policy");
    }

    public static StorageException invalidRole() {
        return new StorageException(403, 403, "Unauthorized", "AccessDenied", "Access denied: Invalid role");
    }

    public static StorageException unknownRole() {
        return new StorageException(500, "DatabaseError", "DatabaseError", "database error, code: 22023");
    }

    public static StorageException internal() {
        return new StorageException(500, "Internal", "InternalError", "Internal Server Error");
    }

    public static StorageException tooLarge() {
        return new StorageException(
                413, "Payload too large", "EntityTooLarge", "The object exceeded the maximum allowed size");
    }

    public static StorageException bodyTooLarge() {
        return new StorageException(413, 413, "FastifyError", "EntityTooLarge", "Request body is too large");
    }

    public static StorageException mimeType(String type) {
        return new StorageException(
                415, "invalid_mime_type", "InvalidMimeType", "mime type " + type + " is not supported");
    }

    public static StorageException contentTypeHeader() {
        return new StorageException(415, "invalid_mime_type", "InvalidMimeType", "Invalid Content-Type header");
    }

    public static StorageException bucketName() {
        return new StorageException(400, "Invalid Input", "InvalidBucketName", "Bucket name invalid");
    }

    public static StorageException invalidKey(String key) {
        return new StorageException(400, "InvalidKey", "InvalidKey", "Invalid key: " + key);
    }

    public static StorageException invalidRange() {
        return new StorageException(416, 416, "invalid_range", "InvalidRange", "invalid range provided");
    }

    public static StorageException validation(String message) {
        return new StorageException(400, "Error", "InvalidRequest", message);
    }

    public static StorageException parser(String message) {
        return new StorageException(400, "FastifyError", "InvalidRequest", message);
    }

    public static StorageException invalidRequest(String message) {
        return new StorageException(400, "InvalidRequest", "InvalidRequest", message);
    }

    public static StorageException noRelatedResource() {
        return new StorageException(404, "InvalidRequest", "InvalidRequest", "The related resource does not exist");
    }

    public static StorageException invalidParameter(String message) {
        return new StorageException(400, "InvalidParameter", "InvalidParameter", message);
    }

    public static StorageException missingParameter(String message) {
        return new StorageException(
                400, "MissingParameter", "MissingParameter", "Missing Required Parameter " + message);
    }

    public static StorageException invalidJwt(String message) {
        return new StorageException(400, "InvalidJWT", "InvalidJWT", message);
    }

    public static StorageException invalidSignature(String message) {
        return new StorageException(400, "InvalidSignature", "InvalidSignature", message);
    }

    public static StorageException robotsTag(String rule) {
        return new StorageException(
                400,
                "invalid_x_robots_tag",
                "InvalidRequest",
                "Invalid X-Robots-Tag header: Invalid X-Robots-Tag rule: \"" + rule + "\"");
    }
}
