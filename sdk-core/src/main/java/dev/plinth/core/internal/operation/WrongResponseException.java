package dev.plinth.core.internal.operation;

import java.io.IOException;

/** The response is about another thing than the request: it belongs to another request on the same connection. */
public final class WrongResponseException extends IOException {

    private static final long serialVersionUID = 1L;

    WrongResponseException() {
        super("the response is about another id than the request: it belongs to another request");
    }
}
