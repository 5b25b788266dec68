package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;

/**
 * The source of a transfer changed while it was transferred: the file or stream of an upload, or the object of a download.
 * No object is stored by such an upload. Where the change is found at the very end, the stored object is deleted, unless
 * the upload may have replaced another one or was a signed one.
 */
public final class SourceChangedException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is different, of which source
     * @param hint what to do about it
     */
    public SourceChangedException(String message, String hint) {
        super(message, false, hint, null);
    }
}
