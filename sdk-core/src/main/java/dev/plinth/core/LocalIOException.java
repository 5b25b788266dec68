package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * A local file or stream could not be read or written: it does not exist, is shorter than announced, was already sent, or
 * threw. The network and the server are not to blame, so the call is not repeated. The cause is what the file or stream
 * threw, where there is one.
 */
public final class LocalIOException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on which file or stream
     * @param hint what to do about it, or null
     * @param cause what the file or stream threw, or null
     */
    public LocalIOException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, false, hint, cause);
    }
}
