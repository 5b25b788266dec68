package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call is stopped by the program: the future that it belongs to was cancelled, its connection was closed,
 * or, as a {@link CallInterruptedException}, its thread was interrupted. Not retryable.
 */
public sealed class CallCancelledException extends PlinthException permits CallInterruptedException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a call that was stopped.
     *
     * @param message which call was stopped, and by what
     * @param cause the failure of an earlier attempt, or null
     */
    public CallCancelledException(String message, @Nullable Throwable cause) {
        super(message, false, null, cause);
    }
}
