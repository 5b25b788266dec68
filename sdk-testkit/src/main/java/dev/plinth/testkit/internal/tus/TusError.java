package dev.plinth.testkit.internal.tus;

import dev.plinth.testkit.internal.storage.StorageException;
import java.util.function.Supplier;

/** The errors of the resumable protocol: plain text with the actual status. Most end in a newline. */
enum TusError implements Supplier<StorageException> {
    VERSION_REQUIRED(412, "Tus-Resumable Required\n"),
    INVALID_HEADER(400, "Invalid %s\n"),
    CONCATENATION(501, "Concatenation extension is not (yet) supported. Disable parallel uploads in the tus client.\n"),
    LENGTH_REQUIRED(400, "Upload-Length or Upload-Defer-Length header required\n"),
    METADATA_REQUIRED(400, "Metadata header is required"),
    OFFSET_REQUIRED(403, "Upload-Offset header required\n"),
    TYPE_REQUIRED(403, "Content-Type header required\n"),
    SIGNATURE_REQUIRED(400, "Missing x-signature header"),
    INVALID_ID(400, "Invalid upload id"),
    NO_METHOD(404, "Not found\n"),
    NOT_FOUND(404, "The file for this url was not found\n"),
    GONE(410, "The file for this url no longer exists\n"),
    COMPLETED(400, "Cannot terminate an already completed upload"),
    TOO_LARGE(413, "Maximum size exceeded\n"),
    SIZE_EXCEEDED(413, "upload's size exceeded\n"),
    OFFSET_CONFLICT(409, "Upload-Offset conflict\n"),
    LOCK_TIMEOUT(503, "acquiring lock timeout");

    private final int status;
    private final String message;

    TusError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** Throws the error, with values for its message, if a condition holds. */
    void throwIf(boolean condition, Object... values) {
        if (condition) {
            throw new StorageException(status, "", "", String.format(message, values));
        }
    }

    @Override
    public StorageException get() {
        return new StorageException(status, "", "", message);
    }
}
