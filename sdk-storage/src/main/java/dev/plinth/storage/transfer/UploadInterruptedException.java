package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** A resumable upload failed before its end, and can be continued from there by {@code run()}. */
public final class UploadInterruptedException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** How many bytes the server is known to have. */
    private final long offset;

    /**
     * Creates an exception.
     *
     * @param message what happened, on what
     * @param offset how many bytes the server is known to have
     * @param cause the last failure
     */
    public UploadInterruptedException(String message, long offset, @Nullable Throwable cause) {
        super(message, true, "call run() again: the upload goes on where it was", cause);
        this.offset = offset;
    }

    /**
     * Returns how many bytes the server is known to have received. It may have more.
     *
     * @return the number of bytes
     */
    public long offset() {
        return offset;
    }
}
