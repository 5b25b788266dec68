package dev.plinth.core;

/** 5xx: the server, or one behind it, failed. */
public final class ServerException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of what a server answered.
     *
     * @param fault the answer and the call
     */
    public ServerException(ApiErrorDetails fault) {
        super(fault);
    }
}
