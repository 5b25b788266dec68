package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;

/** Another process, or another part of this one, works on the same upload of a journal. */
public final class UploadInUseException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which upload, in which journal
     */
    public UploadInUseException(String message) {
        super(message, true, "wait until the other one has ended", null);
    }
}
