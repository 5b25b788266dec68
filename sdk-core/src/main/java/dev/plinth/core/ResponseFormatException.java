package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/** An answer came with a good status, but it is not what this call is answered with. */
public final class ResponseFormatException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of an answer that cannot be read.
     *
     * @param message what is wrong with it, on which call
     * @param hint what to do about it, or null
     * @param cause what led to it, or null
     */
    public ResponseFormatException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, false, hint, cause);
    }
}
