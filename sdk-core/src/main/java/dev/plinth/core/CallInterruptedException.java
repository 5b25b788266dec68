package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/** Thrown when the thread of a call is interrupted. The thread's interrupt flag is set again. */
public final class CallInterruptedException extends CallCancelledException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a call whose thread was interrupted.
     *
     * @param message which call was stopped
     * @param cause the interruption, or null
     */
    public CallInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
