package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** The server no longer has an upload that was begun, or lost bytes that it had acknowledged: nothing is stored. */
public final class UploadLostException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, on what
     * @param hint what to do about it
     * @param cause the response of the server; null if there is none
     */
    public UploadLostException(String message, String hint, @Nullable Throwable cause) {
        super(message, false, hint, cause);
    }
}
