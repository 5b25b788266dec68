package dev.plinth.core;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an observer is told of a call or of one attempt of it. Holds no secrets. Immutable and thread-safe.
 */
public interface CallEvent {

    /**
     * Returns the operation's name.
     *
     * @return the name, such as {@code users.create}
     */
    String operation();

    /**
     * Returns the service that is asked.
     *
     * @return the service
     */
    Service service();

    /**
     * Returns the HTTP method.
     *
     * @return the method
     */
    String method();

    /**
     * Returns the address without its query.
     *
     * @return scheme, authority and path
     */
    String url();

    /**
     * Returns Plinth's own name for the call, sent as {@code X-Request-Id} with each attempt.
     *
     * @return the id
     */
    String callId();

    /**
     * Returns which attempt this is, or, at a call's end, how many there were.
     *
     * @return the number, from 1
     */
    int attempt();

    /**
     * Returns the time since the attempt or call began.
     *
     * @return the time
     */
    Duration elapsed();

    /**
     * Returns the effective status of the answer.
     *
     * @return the status, if an answer came
     */
    OptionalInt status();

    /**
     * Returns the server's name for the request.
     *
     * @return the request id, if one came back
     */
    Optional<String> requestId();

    /**
     * Returns why no answer came.
     *
     * @return the failure, if there was no answer
     */
    Optional<Throwable> failure();
}
