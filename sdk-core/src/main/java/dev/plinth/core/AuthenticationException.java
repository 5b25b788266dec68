package dev.plinth.core;

/** 401: the credential is missing, expired or refused, and could not be renewed. */
public final class AuthenticationException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public AuthenticationException(ApiErrorDetails fault) {
        super(fault);
    }
}
