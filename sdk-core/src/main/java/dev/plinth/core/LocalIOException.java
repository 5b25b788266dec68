package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a local file or stream could not be read or written: it does not exist, is shorter or longer than
 * declared, was already sent, or threw an exception. Neither the network nor the server caused the failure, so the call
 * is not retried. The cause is the exception of the file or stream, if there is one.
 */
public final class LocalIOException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a local failure.
     *
     * @param message what failed, on which file or stream
     * @param hint what to do about it, or null
     * @param cause the exception of the file or stream, or null
     */
    public LocalIOException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, false, hint, cause);
    }
}
