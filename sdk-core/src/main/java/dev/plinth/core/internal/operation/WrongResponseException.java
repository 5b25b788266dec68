package dev.plinth.core.internal.operation;

import java.io.IOException;

/** Thrown when a response belongs to another request on the same socket. */
public final class WrongResponseException extends IOException {

    private static final long serialVersionUID = 1L;

    WrongResponseException() {
        super("the response contains another id than the request, so it belongs to another request");
    }
}
