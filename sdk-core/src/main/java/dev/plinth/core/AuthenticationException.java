package dev.plinth.core;

/** Thrown for status 401: the credential is missing, expired or rejected, and could not be refreshed. */
public final class AuthenticationException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public AuthenticationException(ApiErrorDetails details) {
        super(details);
    }
}
