package dev.plinth.core.internal.okhttp;

import java.io.IOException;

/**
 * Thrown when the pool returned a socket that the server has closed. Nothing was sent, so any request may use another
 * socket.
 */
final class DeadSocketException extends IOException {

    private static final long serialVersionUID = 1L;

    DeadSocketException() {
        super("the server closed the idle connection");
    }
}
