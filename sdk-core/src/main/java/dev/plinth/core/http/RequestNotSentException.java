package dev.plinth.core.http;

import java.io.IOException;

/**
 * Thrown by a transport that failed before it sent the first byte of a request, so that the server cannot have
 * processed it.
 */
public final class RequestNotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param cause why the request could not be sent
     */
    public RequestNotSentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
