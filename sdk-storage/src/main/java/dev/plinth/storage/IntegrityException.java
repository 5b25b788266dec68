package dev.plinth.storage;

import dev.plinth.core.PlinthException;

/**
 * Thrown when the bytes received by the program or stored by the server differ from the bytes that were sent.
 * Retryable.
 */
public final class IntegrityException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the expected and the actual content, and the object
     * @param hint what to do about it
     */
    public IntegrityException(String message, String hint) {
        super(message, true, hint, null);
    }
}
