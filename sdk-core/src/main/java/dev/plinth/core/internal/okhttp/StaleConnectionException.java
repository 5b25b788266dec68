package dev.plinth.core.internal.okhttp;

import java.io.IOException;

/**
 * Thrown when a reused socket failed before the response began. Most likely the server closed it while the request was
 * being sent; the server may still have received the request.
 */
public final class StaleConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    StaleConnectionException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
