package dev.plinth.core;

/** Thrown for status 404: the user, bucket, object or route does not exist. */
public final class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public NotFoundException(ApiErrorDetails details) {
        super(details);
    }
}
