package dev.plinth.core.http;

import dev.plinth.core.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an answer that is not 2xx says, in whichever of the servers' envelopes it says it. Made by Plinth.
 *
 * <p>Immutable and thread-safe.
 */
public interface Failure {

    /**
     * Returns the status that the server means: the Storage server sends 400 and writes the true one into the body.
     *
     * @return the effective status
     */
    int status();

    /**
     * Returns the status of the HTTP answer itself.
     *
     * @return the HTTP status
     */
    int httpStatus();

    /**
     * Returns the server's code.
     *
     * @return the code; made up from the status if the server gave none
     */
    ErrorCode code();

    /**
     * Returns the server's message.
     *
     * @return the message; the status' name if the server gave none
     */
    String message();

    /**
     * Returns the server's name for this request, to quote to its operators.
     *
     * @return the request id, if one came back
     */
    Optional<String> requestId();

    /**
     * Returns how long the server asks to wait.
     *
     * @return the wait, if the server named one
     */
    Optional<Duration> retryAfter();

    /**
     * Returns what exactly the server objects to, where it lists that: of a weak password such as {@code length}.
     *
     * @return the server's words, mostly none
     */
    default List<String> reasons() {
        return List.of();
    }

    /**
     * Tells whether the body was in one of the known envelopes; if not, something in between may have answered.
     *
     * @return false for HTML, plain text and empty bodies
     */
    boolean structured();
}
