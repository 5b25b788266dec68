package dev.plinth.core.http;

import dev.plinth.core.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The parsed error response of a server, whatever its format. Created by Plinth.
 *
 * <p>Immutable and thread-safe.
 */
public interface Failure {

    /**
     * Returns the effective status. The Storage server responds with status 400 to most errors and sends the actual
     * status in the body; this is the actual one.
     *
     * @return the effective status
     */
    int status();

    /** {@return the HTTP status of the response} */
    int httpStatus();

    /** {@return the server's error code; a code derived from the status if the server sent none} */
    ErrorCode code();

    /** {@return the server's error message; the status's name if the server sent none} */
    String message();

    /**
     * Returns the id that the server gave to the request. Quote it when you report a problem to the server's operators.
     *
     * @return the request id; empty if the response had none
     */
    Optional<String> requestId();

    /**
     * Returns how long the server asks to wait before the next request.
     *
     * @return the wait; empty if the server does not say
     */
    Optional<Duration> retryAfter();

    /**
     * Returns the reasons for which the server rejected the request, if it lists them: for example {@code length} for a
     * weak password.
     *
     * @return the server's reasons; usually empty
     */
    default List<String> reasons() {
        return List.of();
    }

    /**
     * Returns whether the body had one of the known error formats. If not, a proxy may have sent the response.
     *
     * @return false for HTML, plain text and empty bodies
     */
    boolean structured();
}
