package dev.plinth.storage;

import dev.plinth.core.PlinthException;

/** The bytes that arrived, here or at the server, are not those that were sent. */
public final class IntegrityException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of two contents that should be one.
     *
     * @param message what was expected and what came, of which object
     * @param hint what to do about it
     */
    public IntegrityException(String message, String hint) {
        super(message, true, hint, null);
    }
}
