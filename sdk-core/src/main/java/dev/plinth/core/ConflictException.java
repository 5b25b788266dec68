package dev.plinth.core;

/** Thrown for status 409: the resource already exists, or its state conflicts with the request. */
public final class ConflictException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public ConflictException(ApiErrorDetails details) {
        super(details);
    }
}
