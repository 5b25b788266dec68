package dev.plinth.core.internal.okhttp;

import java.io.IOException;

/**
 * A connection that had served before broke before the response began. Most likely the server closed it while the request
 * was on its way; the server may have seen the request all the same.
 */
public final class StaleConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    StaleConnectionException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
