package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * The call was stopped from this side: its thread was interrupted (the flag is set again), or the future that it belongs
 * to was cancelled, or its connection closed.
 */
public final class CallInterruptedException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a call that was stopped.
     *
     * @param message what was stopped, and how
     * @param cause what led to it, or null
     */
    public CallInterruptedException(String message, @Nullable Throwable cause) {
        super(message, false, null, cause);
    }
}
