package dev.plinth.core;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Describes a call, or one attempt of it, to an observer. Contains no secrets. Immutable and thread-safe. */
public interface CallEvent {

    /** {@return the operation's name, such as {@code users.create}} */
    String operation();

    /** {@return the service that the request is sent to} */
    Service service();

    /** {@return the bucket that the call is about; empty if there is none} */
    Optional<String> bucket();

    /** {@return the HTTP method} */
    String method();

    /** {@return the URL without its query: scheme, authority and path} */
    String url();

    /** {@return the id that Plinth gave to the call, sent as {@code X-Request-Id} with each attempt} */
    String callId();

    /**
     * Returns the number of this attempt or, at the end of a call, how many attempts there were.
     *
     * @return the number, starting at 1
     */
    int attempt();

    /** {@return the time since the attempt or call started} */
    Duration elapsed();

    /** {@return the effective status of the response; empty if there was no response} */
    OptionalInt status();

    /** {@return the id that the server gave to the request; empty if the response had none} */
    Optional<String> requestId();

    /** {@return why there was no response; empty if there was one} */
    Optional<Throwable> failure();
}
