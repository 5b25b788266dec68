package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/** The call's time was over before it was done, retries and waits included. */
public final class CallTimeoutException extends TransportException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a call that took too long.
     *
     * @param message what took how long
     * @param requestNotSent whether the server certainly has not seen the request
     * @param cause what led to it, or null
     */
    public CallTimeoutException(String message, boolean requestNotSent, @Nullable Throwable cause) {
        super(message, requestNotSent, "give it more time with(o -> o.timeout(…))", cause);
    }

    /**
     * Creates an exception of a call that took too long for a known reason.
     *
     * @param message what took how long
     * @param requestNotSent whether the server certainly has not seen the request
     * @param hint what to do about it
     * @param cause what led to it, or null
     */
    public CallTimeoutException(String message, boolean requestNotSent, String hint, @Nullable Throwable cause) {
        super(message, requestNotSent, hint, cause);
    }
}
