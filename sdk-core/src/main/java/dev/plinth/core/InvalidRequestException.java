package dev.plinth.core;

/** Thrown for statuses 400, 415, 416 and 422: the server rejects the request as invalid. */
public final class InvalidRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public InvalidRequestException(ApiErrorDetails details) {
        super(details);
    }
}
