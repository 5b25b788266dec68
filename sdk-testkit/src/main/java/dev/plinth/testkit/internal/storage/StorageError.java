package dev.plinth.testkit.internal.storage;

import java.util.function.Supplier;

/**
 * The errors of the Storage server, with those of S3 and of resumable uploads (TUS). The body of a response has the
 * status as text; the response itself has the status 400, unless the status is 500 or marked as its own. TUS and S3
 * send the actual status. The response of TUS is the text alone, which mostly ends in a newline.
 */
public enum StorageError implements Supplier<StorageException> {
    NO_SUCH_BUCKET(404, "Bucket not found", "NoSuchBucket", "Bucket not found"),
    NO_SUCH_KEY(404, "not_found", "NoSuchKey", "Object not found"),
    NO_SUCH_UPLOAD(404, "NoSuchUpload", "Upload not found"),
    NO_RELATED_RESOURCE(404, "InvalidRequest", "The related resource does not exist"),
    BUCKET_EXISTS(409, "Duplicate", "BucketAlreadyExists", "The resource already exists"),
    KEY_EXISTS(409, "Duplicate", "KeyAlreadyExists", "The resource already exists"),
    RESOURCE_EXISTS(409, "Duplicate", "ResourceAlreadyExists", "The resource already exists"),
    BUCKET_NOT_EMPTY(409, "ResourceNotEmpty", "The bucket you tried to delete is not empty"),
    BUCKET_REFERENCED(
            409,
            "ResourceReferenced",
            "The bucket could not be updated because it is referenced by a pending multipart upload."),
    TOO_MANY_TO_EMPTY(409, "InvalidRequest", "Unable to empty the bucket because it contains too many objects"),
    ACCESS_DENIED(403, "Unauthorized", "AccessDenied", "%s"),
    ROW_LEVEL_SECURITY(403, "Unauthorized", "AccessDenied", "new row violates row-level security policy"),
    INVALID_ROLE(403, true, "Unauthorized", "AccessDenied", "Access denied: Invalid role"),
    UNKNOWN_ROLE(500, "DatabaseError", "database error, code: 22023"),
    INTERNAL(500, "Internal", "InternalError", "Internal Server Error"),
    TOO_LARGE(413, "Payload too large", "EntityTooLarge", "The object exceeded the maximum allowed size"),
    BODY_TOO_LARGE(413, true, "FastifyError", "EntityTooLarge", "Request body is too large"),
    MIME_TYPE(415, "invalid_mime_type", "InvalidMimeType", "mime type %s is not supported"),
    CONTENT_TYPE_HEADER(415, "invalid_mime_type", "InvalidMimeType", "Invalid Content-Type header"),
    BUCKET_NAME(400, "Invalid Input", "InvalidBucketName", "Bucket name invalid"),
    INVALID_KEY(400, "InvalidKey", "Invalid key: %s"),
    INVALID_RANGE(416, true, "invalid_range", "InvalidRange", "invalid range provided"),
    VALIDATION(400, "Error", "InvalidRequest", "%s"),
    PARSER(400, "FastifyError", "InvalidRequest", "%s"),
    INVALID_REQUEST(400, "InvalidRequest", "%s"),
    INVALID_PARAMETER(400, "InvalidParameter", "%s"),
    MISSING_PARAMETER(400, "MissingParameter", "Missing Required Parameter %s"),
    INVALID_JWT(400, "InvalidJWT", "%s"),
    INVALID_SIGNATURE(400, "InvalidSignature", "%s"),
    ROBOTS_TAG(
            400,
            "invalid_x_robots_tag",
            "InvalidRequest",
            "Invalid X-Robots-Tag header: Invalid X-Robots-Tag rule: \"%s\""),
    SIGNATURE_MISMATCH(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided."
                    + " Check your key and signing method."),
    SESSION_MISMATCH(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided,"
                    + " Check your credentials. The session token should be a valid JWT token"),
    EXPIRED(400, "ExpiredToken", "The provided token has expired."),
    MALFORMED_XML(400, "MalformedXML", "The XML you provided was not well-formed or did not validate."),
    INVALID_COPY_RANGE(400, "InvalidRange", "invalid range provided"),
    INVALID_UPLOAD_ID(400, "InvalidUploadId", "Invalid upload id"),
    MISSING_LENGTH(400, "MissingContentLength", "You must provide the Content-Length HTTP header."),
    MISSING_PART(400, "MissingPart", "Part %s is missing for upload id %s"),
    INVALID_ETAG(400, "InvalidChecksum", "Invalid ETag for part %s"),
    INVALID_CHECKSUM(400, "InvalidChecksum", "The body does not have the %s that was sent with it"),
    REFUSED(501, "NotImplemented", "%s"),
    TUS_VERSION_REQUIRED(412, "Tus-Resumable Required\n"),
    TUS_INVALID_HEADER(400, "Invalid %s\n"),
    TUS_CONCATENATION(
            501, "Concatenation extension is not (yet) supported. Disable parallel uploads in the tus client.\n"),
    TUS_LENGTH_REQUIRED(400, "Upload-Length or Upload-Defer-Length header required\n"),
    TUS_METADATA_REQUIRED(400, "Metadata header is required"),
    TUS_OFFSET_REQUIRED(403, "Upload-Offset header required\n"),
    TUS_TYPE_REQUIRED(403, "Content-Type header required\n"),
    TUS_SIGNATURE_REQUIRED(400, "Missing x-signature header"),
    TUS_INVALID_ID(400, "Invalid upload id"),
    TUS_NO_METHOD(404, "Not found\n"),
    TUS_NOT_FOUND(404, "The file for this url was not found\n"),
    TUS_GONE(410, "The file for this url no longer exists\n"),
    TUS_COMPLETED(400, "Cannot terminate an already completed upload"),
    TUS_TOO_LARGE(413, "Maximum size exceeded\n"),
    TUS_SIZE_EXCEEDED(413, "upload's size exceeded\n"),
    TUS_OFFSET_CONFLICT(409, "Upload-Offset conflict\n"),
    TUS_LOCK_TIMEOUT(503, "acquiring lock timeout");

    private final int status;
    private final int httpStatus;
    private final String error;
    private final String code;
    private final String message;

    /** An error of TUS. */
    StorageError(int status, String message) {
        this(status, "", message);
    }

    StorageError(int status, String code, String message) {
        this(status, code, code, message);
    }

    StorageError(int status, String error, String code, String message) {
        this(status, status == 500, error, code, message);
    }

    StorageError(int status, boolean own, String error, String code, String message) {
        this.status = status;
        this.httpStatus = own ? status : 400;
        this.error = error;
        this.code = code;
        this.message = message;
    }

    @Override
    public StorageException get() {
        return with();
    }

    /** Throws the error, with values for its message, if a condition holds. */
    public void throwIf(boolean condition, Object... values) {
        if (condition) {
            throw with(values);
        }
    }

    /** The error with values for its message. */
    public StorageException with(Object... values) {
        return new StorageException(httpStatus, status, error, code, String.format(message, values));
    }
}
