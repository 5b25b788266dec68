package dev.plinth.testkit.internal.http;

import java.io.IOException;

/** A body that is read whole is longer than whoever reads it allows. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public BodyTooLargeException() {
        super("the body is too large");
    }
}
