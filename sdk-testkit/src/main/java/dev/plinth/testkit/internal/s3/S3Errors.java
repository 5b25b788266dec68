package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.storage.StorageException;

/** The errors that only S3 has, each in one place. */
final class S3Errors {
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided";

    private S3Errors() {}

    static StorageException signatureMismatch() {
        return of(403, "SignatureDoesNotMatch", MISMATCH + ". Check your key and signing method.");
    }

    static StorageException sessionMismatch() {
        return of(
                403,
                "SignatureDoesNotMatch",
                MISMATCH + ", Check your credentials. The session token should be a valid JWT token");
    }

    static StorageException accessDenied(String message) {
        return of(403, "AccessDenied", message);
    }

    static StorageException invalidSignature(String message) {
        return of(400, "InvalidSignature", message);
    }

    static StorageException expired() {
        return of(400, "ExpiredToken", "The provided token has expired.");
    }

    static StorageException invalidRequest(String message) {
        return of(400, "InvalidRequest", message);
    }

    static StorageException malformedXml() {
        return of(400, "MalformedXML", "The XML you provided was not well-formed or did not validate.");
    }

    static StorageException invalidRange() {
        return of(400, "InvalidRange", "invalid range provided");
    }

    static StorageException invalidUploadId() {
        return of(400, "InvalidUploadId", "Invalid upload id");
    }

    static StorageException missingLength() {
        return of(400, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }

    static StorageException missingPart(int number, String uploadId) {
        return of(400, "MissingPart", "Part " + number + " is missing for upload id " + uploadId);
    }

    static StorageException invalidETag(int number) {
        return of(400, "InvalidChecksum", "Invalid ETag for part " + number);
    }

    static StorageException invalidChecksum(String name) {
        return of(400, "InvalidChecksum", "The body does not have the " + name + " that was sent with it");
    }

    /** The answer to a call that is not carried out because of what the real server would make of it. */
    static StorageException refused(String message) {
        return of(501, "NotImplemented", message);
    }

    private static StorageException of(int status, String code, String message) {
        return new StorageException(status, code, code, message);
    }
}
