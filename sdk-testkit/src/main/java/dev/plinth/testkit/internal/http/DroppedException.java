package dev.plinth.testkit.internal.http;

import java.io.IOException;

/** The connection was cut on purpose. */
public final class DroppedException extends IOException {
    private static final long serialVersionUID = 1L;

    DroppedException() {
        super("the connection was cut on purpose");
    }
}
