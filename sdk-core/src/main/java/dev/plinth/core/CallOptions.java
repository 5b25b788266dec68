package dev.plinth.core;

import dev.plinth.core.internal.connection.CallOptionsImpl;
import java.time.Duration;

/**
 * Settings for the calls of a derived handle: {@code project.with(o -> o.timeout(Duration.ofSeconds(5)))}. What is not
 * set stays as it was. Not thread-safe.
 */
public sealed interface CallOptions permits ConnectionOptions, CallOptionsImpl {

    /**
     * Limits the time of a call, with its retries and the waits between them. It covers everything but the time in which
     * the body of an upload or download is transferring; the body of an error response counts.
     *
     * @param limit the limit, more than zero
     * @return these options
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    CallOptions timeout(Duration limit);

    /**
     * Limits how often a request is sent.
     *
     * @param most the number of attempts; 1 for no retries
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    CallOptions maxAttempts(int most);

    /**
     * Sends a header with each request. {@code Authorization}, {@code apikey} and {@code Host} cannot be set: see
     * {@link ApiClient#actingAs}.
     *
     * @param name the header's name
     * @param value its value
     * @return these options
     * @throws IllegalArgumentException if the header cannot be set, or holds characters that no header may hold
     */
    CallOptions header(String name, String value);

    /**
     * Adds an observer, beside those that are there.
     *
     * @param observer watches the calls
     * @return these options
     */
    CallOptions observer(CallObserver observer);
}
