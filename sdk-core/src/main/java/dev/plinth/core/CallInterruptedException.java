package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/** Thrown when the thread of a call was interrupted. The thread's interrupt flag is set again. Not retryable. */
public final class CallInterruptedException extends CallCancelledException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a call whose thread was interrupted.
     *
     * @param message which call was stopped
     * @param cause the interruption or the failure of an earlier attempt, or null
     */
    public CallInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
