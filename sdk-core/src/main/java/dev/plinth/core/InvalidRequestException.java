package dev.plinth.core;

/** 400, 415, 416, 422: the server understood and refuses the request as it is. */
public final class InvalidRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public InvalidRequestException(ApiErrorDetails fault) {
        super(fault);
    }
}
