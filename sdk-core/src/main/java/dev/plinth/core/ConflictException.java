package dev.plinth.core;

/** 409: what is to be made is there already, or something else is in the way. */
public final class ConflictException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public ConflictException(ApiErrorDetails fault) {
        super(fault);
    }
}
