package dev.plinth.storage.internal.download;

import java.io.IOException;

/** The target of a download failed, not the download. */
public final class WriteFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    WriteFailedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
