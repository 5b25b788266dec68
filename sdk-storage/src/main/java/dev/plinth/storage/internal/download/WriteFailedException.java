package dev.plinth.storage.internal.download;

import java.io.IOException;

/** Thrown when the target of a download cannot be written. */
public final class WriteFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    WriteFailedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
