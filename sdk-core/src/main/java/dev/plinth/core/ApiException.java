package dev.plinth.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a server responds with an error status. The common statuses have their own subclasses; this class is used
 * for the others.
 *
 * <p>The message has the form {@code storage.upload: 409 KeyAlreadyExists "The resource already exists"
 * [bucket=avatars, path=ada.png, request-id=…, attempts=1]}, followed by a hint if there is one. It never contains a
 * key, a token, a password or a body.
 */
public class ApiException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The effective HTTP status. */
    private final int status;
    /** The server's error code. */
    private final String code;
    /** The id that the server gave to the request, or null. */
    private final @Nullable String requestId;
    /** The service that the request was sent to. */
    private final Service service;
    /** The operation's name. */
    private final String operation;
    /** The reasons for which the server rejected the request. */
    private final String[] reasons;
    /** How many times the request was sent. */
    private final int attempts;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public ApiException(ApiErrorDetails details) {
        super(details.describe(), details.retryable(), details.hint().orElse(null), null);
        this.status = details.status();
        this.code = details.code().value();
        this.requestId = details.requestId().orElse(null);
        this.service = details.service();
        this.operation = details.operation();
        this.reasons = details.reasons().toArray(String[]::new);
        this.attempts = details.attempts();
    }

    /**
     * Returns the effective HTTP status. The Storage server responds with status 400 to most errors and sends the
     * actual status in the body; this is the actual one.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Returns the server's error code.
     *
     * @return the code
     */
    public ErrorCode code() {
        return ErrorCode.of(code);
    }

    /**
     * Returns the reasons for which the server rejected the request, if it lists them: for example {@code length} for a
     * weak password.
     *
     * @return the server's reasons, unmodifiable; usually empty
     */
    public List<String> reasons() {
        return List.of(reasons);
    }

    /**
     * Returns the id that the server gave to the request. Quote it when you report a problem to the server's operators.
     *
     * @return the request id; empty if the response had none
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** {@return the service that the request was sent to} */
    public Service service() {
        return service;
    }

    /** {@return the operation's name, such as {@code storage.upload}} */
    public String operation() {
        return operation;
    }

    /** {@return how many times the request was sent, at least 1} */
    public int attempts() {
        return attempts;
    }
}
