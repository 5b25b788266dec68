package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no complete response was received: the connection could not be opened, was lost, or timed out. Retryable.
 */
public class TransportException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** Whether it is certain that the server has not received the request. */
    private final boolean requestNotSent;

    /**
     * Creates an exception for a network failure.
     *
     * @param message what failed, and on what
     * @param requestNotSent true if it is certain that the server has not received the request
     * @param hint what to do about it, or null
     * @param cause the cause, or null
     */
    public TransportException(
            String message, boolean requestNotSent, @Nullable String hint, @Nullable Throwable cause) {
        super(message, true, hint, cause);
        this.requestNotSent = requestNotSent;
    }

    /**
     * Returns whether it is certain that the server has not received the request, so that it cannot have changed
     * anything.
     *
     * @return false if the server may have processed the request
     */
    public boolean requestNotSent() {
        return requestNotSent;
    }
}
