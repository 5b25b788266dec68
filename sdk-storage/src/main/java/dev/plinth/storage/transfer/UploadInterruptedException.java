package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** Thrown when a resumable upload was interrupted. It can be continued with {@code run()}. */
public final class UploadInterruptedException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The number of bytes that the server has acknowledged. */
    private final long offset;

    /**
     * Creates an exception.
     *
     * @param message what happened, and the object
     * @param offset the number of bytes that the server has acknowledged
     * @param cause the last failure
     */
    public UploadInterruptedException(String message, long offset, @Nullable Throwable cause) {
        super(message, true, "call run() again to continue the upload", cause);
        this.offset = offset;
    }

    /**
     * Returns the number of bytes that the server has acknowledged. It may have received more.
     *
     * @return the number of bytes
     */
    public long offset() {
        return offset;
    }
}
