package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/** Thrown when a response has a success status but not the expected content. Not retryable. */
public final class ResponseFormatException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a response that cannot be read.
     *
     * @param message which call it was, and what is wrong with the response
     * @param hint what to do about it, or null
     * @param cause the cause, or null
     */
    public ResponseFormatException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, false, hint, cause);
    }
}
