package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/** Thrown when a call exceeded its timeout, retries and waits included. Retryable. */
public final class CallTimeoutException extends TransportException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a call that timed out.
     *
     * @param message which call timed out, and after how long
     * @param requestNotSent true if it is certain that the server has not received the request
     * @param cause the last failure, or null
     */
    public CallTimeoutException(String message, boolean requestNotSent, @Nullable Throwable cause) {
        super(message, requestNotSent, "raise the timeout with withOptions(o -> o.timeout(…))", cause);
    }

    /**
     * Creates an exception for a call that timed out for a known reason.
     *
     * @param message which call timed out, and after how long
     * @param requestNotSent true if it is certain that the server has not received the request
     * @param hint what to do about it
     * @param cause the last failure, or null
     */
    public CallTimeoutException(String message, boolean requestNotSent, String hint, @Nullable Throwable cause) {
        super(message, requestNotSent, hint, cause);
    }
}
