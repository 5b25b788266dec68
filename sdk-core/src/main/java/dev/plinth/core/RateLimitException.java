package dev.plinth.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 429: too many calls. */
public final class RateLimitException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** How long the server asks to wait, or null. */
    private final @Nullable Duration retryAfter;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public RateLimitException(ApiErrorDetails fault) {
        super(fault);
        this.retryAfter = fault.retryAfter().orElse(null);
    }

    /**
     * Returns how long the server asks to wait.
     *
     * @return the wait, if the server named one
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
