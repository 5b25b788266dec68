package dev.plinth.core;

/** 404: there is no such user, bucket, object or route. */
public final class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public NotFoundException(ApiErrorDetails fault) {
        super(fault);
    }
}
