package dev.plinth.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Base class of all exceptions that Plinth throws, except {@link IllegalArgumentException},
 * {@link IllegalStateException} and {@link NullPointerException} for wrong use.
 */
public abstract class PlinthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether the same call may succeed later. */
    private final boolean retryable;
    /** What to do about the failure, or null. */
    private final @Nullable String hint;

    /**
     * Creates an exception.
     *
     * @param message what failed, and on what
     * @param retryable whether the same call may succeed later
     * @param hint what to do about it, or null; it is appended to the message
     * @param cause the cause, or null
     */
    // A cause passed to super(…), even null, could not be set later with initCause. No subclass overrides initCause.
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
     * Returns whether the same call may succeed later. Plinth has then already retried the call as often as its options
     * and the operation allow.
     *
     * @return true for rate limits, overload and network failures
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Returns what to do about the failure, if that is known. The message contains it too.
     *
     * @return the hint
     */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
