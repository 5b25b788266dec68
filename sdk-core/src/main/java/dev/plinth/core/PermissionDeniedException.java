package dev.plinth.core;

/** Thrown for status 403: the credential is valid but does not permit the operation. */
public final class PermissionDeniedException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for an error response.
     *
     * @param details the error response and its call
     */
    public PermissionDeniedException(ApiErrorDetails details) {
        super(details);
    }
}
