package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call was stopped by the program: its future was cancelled, its connection was closed, or its thread was
 * interrupted ({@link CallInterruptedException}). Not retryable.
 */
public sealed class CallCancelledException extends PlinthException permits CallInterruptedException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a call that was stopped.
     *
     * @param message which call was stopped, and why
     * @param cause the failure of an earlier attempt, or null
     */
    public CallCancelledException(String message, @Nullable Throwable cause) {
        super(message, false, null, cause);
    }
}
