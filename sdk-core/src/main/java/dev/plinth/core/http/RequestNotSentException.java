package dev.plinth.core.http;

import java.io.IOException;

/** A failure before the first byte of a request was sent: the server cannot have acted on it. */
public final class RequestNotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Wraps the failure.
     *
     * @param cause why the request could not be sent
     */
    public RequestNotSentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
