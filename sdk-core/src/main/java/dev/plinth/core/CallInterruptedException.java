package dev.plinth.core;

import org.jspecify.annotations.Nullable;

/**
 * The call was stopped from this side: its thread was interrupted (the flag is set again), or the future that it belongs
 * to was cancelled, or its connection closed. Cancelling and closing stop a call at once. So does an interrupt while the
 * call waits between two attempts or for a connection; while it waits on a socket, the interrupt is noticed when the next
 * bytes come, or when the stall timeout or the call's timeout ends the wait.
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
