package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;

/**
 * Thrown when the source of a transfer changed during the transfer: the file or stream of an upload, or the object of a
 * download. Such an upload stores no object. If the change is detected after the object was stored, the object is
 * deleted, unless it may have replaced another one or was uploaded with a signed upload URL.
 */
public final class SourceChangedException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which source changed, and how
     * @param hint what to do about it
     */
    public SourceChangedException(String message, String hint) {
        super(message, false, hint, null);
    }
}
