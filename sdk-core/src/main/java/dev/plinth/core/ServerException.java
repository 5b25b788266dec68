package dev.plinth.core;

/** Thrown for 5xx statuses: the server, or a server behind it, failed. */
public final class ServerException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public ServerException(ApiErrorDetails details) {
        super(details);
    }
}
