package dev.plinth.core;

/** 403: the credential is good, but does not allow this. */
public final class PermissionDeniedException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public PermissionDeniedException(ApiErrorDetails fault) {
        super(fault);
    }
}
