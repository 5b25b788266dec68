package dev.plinth.core;

import dev.plinth.core.internal.connection.CallOptionsImpl;
import java.time.Duration;

/**
 * Options for the calls of a derived client: {@code project.withOptions(o -> o.timeout(Duration.ofSeconds(5)))}.
 * Options that are not set keep their values. Not thread-safe.
 */
public sealed interface CallOptions permits ConnectionOptions, CallOptionsImpl {

    /**
     * Sets the time limit for a call, including its retries and the waits between them. Default: 60 seconds. The time
     * during which the body of an upload or download is transferred does not count; the body of an error response does.
     *
     * @param timeout the limit, greater than zero; limits above 365 days are treated as 365 days
     * @return these options
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    CallOptions timeout(Duration timeout);

    /**
     * Sets how many times a request is sent at most. Default: 4.
     *
     * @param maxAttempts the number of attempts, at least 1; 1 disables retries
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    CallOptions maxAttempts(int maxAttempts);

    /**
     * Adds a header to every request, replacing an earlier value. {@code Authorization}, {@code apikey}, {@code Host},
     * {@code Content-Length}, {@code Transfer-Encoding} and {@code Connection} cannot be set; to send other credentials
     * use {@link ApiClient#actingAs(Credentials)}.
     *
     * @param name the header's name
     * @param value the header's value
     * @return these options
     * @throws IllegalArgumentException if the header cannot be set, or if the name or value contains a character that
     *     is not allowed in a header
     */
    CallOptions header(String name, String value);

    /**
     * Adds an observer. Observers that are already set stay.
     *
     * @param observer is notified of every call
     * @return these options
     */
    CallOptions observer(CallObserver observer);
}
