package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the thread of a call is interrupted. The thread's interrupt flag is set again. An interrupt is noticed at once
 * while the call waits between two attempts or for a socket; while it waits for bytes, it is noticed when the next bytes
 * arrive, or when the idle timeout or the call's timeout ends the wait.
 */
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
