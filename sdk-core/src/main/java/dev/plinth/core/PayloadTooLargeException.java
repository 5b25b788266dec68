package dev.plinth.core;

/** 413: the content is larger than the server, the bucket or a proxy takes. */
public final class PayloadTooLargeException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public PayloadTooLargeException(ApiErrorDetails fault) {
        super(fault);
    }
}
