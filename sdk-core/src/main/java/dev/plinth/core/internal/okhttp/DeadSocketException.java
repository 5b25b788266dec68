package dev.plinth.core.internal.okhttp;

import java.io.IOException;

/** The pool gave a socket that the server has closed meanwhile. Nothing was sent: any request may take another one. */
final class DeadSocketException extends IOException {

    private static final long serialVersionUID = 1L;

    DeadSocketException() {
        super("the server closed the idle connection");
    }
}
