package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;

/** Thrown when another process, or another thread of this one, is working on the same upload of a journal. */
public final class UploadInUseException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which upload, in which journal
     */
    public UploadInUseException(String message) {
        super(message, true, "wait until the other process or thread has finished the upload", null);
    }
}
