package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** Thrown when the server lost an upload, or bytes of it that it had acknowledged. The object is not stored. */
public final class UploadLostException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, and the object
     * @param hint what to do about it
     * @param cause the response of the server; null if there is none
     */
    public UploadLostException(String message, String hint, @Nullable Throwable cause) {
        super(message, false, hint, cause);
    }
}
