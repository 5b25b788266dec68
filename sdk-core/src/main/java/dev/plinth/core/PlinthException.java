package dev.plinth.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The root of everything that Plinth throws, but for wrong arguments ({@link IllegalArgumentException}). */
public abstract class PlinthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether the same call may go well later. */
    private final boolean retryable;
    /** What to do about it, or null. */
    private final @Nullable String hint;

    /**
     * Makes an exception.
     *
     * @param message what happened, on what
     * @param retryable whether the same call may go well later
     * @param hint what to do about it, or null
     * @param cause what led to it, or null
     */
    // A cause given to the superclass, null even, could not be set later; nothing of ours overrides initCause.
    @SuppressWarnings("this-escape")
    protected PlinthException(String message, boolean retryable, @Nullable String hint, @Nullable Throwable cause) {
        super(hint == null ? message : message + " (" + hint + ")");
        if (cause != null) {
            initCause(cause);
        }
        this.retryable = retryable;
        this.hint = hint;
    }

    /**
     * Tells whether the same call may go well later. Plinth has then already tried as often as it may.
     *
     * @return true for limits, overload and failures of the network
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Returns what to do about it, where that is known. The message holds it too.
     *
     * @return a hint
     */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
