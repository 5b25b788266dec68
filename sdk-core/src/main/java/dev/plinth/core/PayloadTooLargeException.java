package dev.plinth.core;

/** Thrown for status 413: the content exceeds the limit of the server, the bucket or a proxy. */
public final class PayloadTooLargeException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public PayloadTooLargeException(ApiErrorDetails details) {
        super(details);
    }
}
