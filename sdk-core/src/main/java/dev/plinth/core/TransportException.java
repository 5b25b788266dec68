package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/** No usable answer came: the connection could not be made, broke, or stood still. */
public class TransportException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** Whether the server certainly has not seen the request. */
    private final boolean requestNotSent;

    /**
     * Makes an exception of a failure on the wire.
     *
     * @param message what happened, on what
     * @param requestNotSent whether the server certainly has not seen the request
     * @param hint what to do about it, or null
     * @param cause what led to it, or null
     */
    public TransportException(
            String message, boolean requestNotSent, @Nullable String hint, @Nullable Throwable cause) {
        super(message, true, hint, cause);
        this.requestNotSent = requestNotSent;
    }

    /**
     * Tells whether the server certainly has not seen the request, so that nothing can have happened there.
     *
     * @return false if the server may have acted on it
     */
    public boolean requestNotSent() {
        return requestNotSent;
    }
}
