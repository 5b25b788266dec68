package dev.plinth.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown for status 429: too many requests. */
public final class RateLimitException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** How long the server asks to wait, or null. */
    private final @Nullable Duration retryAfter;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public RateLimitException(ApiErrorDetails details) {
        super(details);
        this.retryAfter = details.retryAfter().orElse(null);
    }

    /**
     * Returns how long the server asks to wait before the next request.
     *
     * @return the wait; empty if the server does not say
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
