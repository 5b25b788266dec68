package dev.plinth.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server answered, and the answer is no. The usual statuses have classes of their own; this one is for the rest.
 *
 * <p>Its message reads {@code storage.upload: 409 KeyAlreadyExists "The resource already exists" [bucket=avatars,
 * path=ada.png, request-id=…, attempts=1]}, followed by a hint where one is known. It never holds a key, a token, a
 * password or a body.
 */
public class ApiException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The effective HTTP status. */
    private final int status;
    /** The server's code. */
    private final String code;
    /** The server's name for the request, or null. */
    private final @Nullable String requestId;
    /** The service that was asked. */
    private final Service service;
    /** The operation's name. */
    private final String operation;
    /** What exactly the server objects to. */
    private final String[] reasons;
    /** How often the request was sent. */
    private final int attempts;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public ApiException(ApiErrorDetails fault) {
        super(fault.describe(), fault.retryable(), fault.hint().orElse(null), null);
        this.status = fault.status();
        this.code = fault.code().value();
        this.requestId = fault.requestId().orElse(null);
        this.service = fault.service();
        this.operation = fault.operation();
        this.reasons = fault.reasons().toArray(String[]::new);
        this.attempts = fault.attempts();
    }

    /**
     * Returns the status that the server means; the Storage server sends 400 for most and writes the true one into the
     * body.
     *
     * @return the effective HTTP status
     */
    public int status() {
        return status;
    }

    /**
     * Returns the server's code for what went wrong.
     *
     * @return the code
     */
    public ErrorCode code() {
        return ErrorCode.of(code);
    }

    /**
     * Returns what exactly the server objects to, where it lists that: of a weak password such as {@code length}.
     *
     * @return the server's words, unmodifiable; mostly none
     */
    public List<String> reasons() {
        return List.of(reasons);
    }

    /**
     * Returns the server's name for the request, to quote to its operators.
     *
     * @return the request id, if one came back
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns the service that was asked.
     *
     * @return the service
     */
    public Service service() {
        return service;
    }

    /**
     * Returns the operation's name.
     *
     * @return the name, such as {@code storage.upload}
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns how often the request was sent.
     *
     * @return the number of attempts, at least 1
     */
    public int attempts() {
        return attempts;
    }
}
