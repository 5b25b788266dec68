package dev.plinth.testkit.internal.golang;

/** What Go's decoder says about a text or a value that it refuses. */
public final class GoJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * An error in Go's words.
     *
     * @param message the words of Go's own error
     */
    public GoJsonException(String message) {
        super(message);
    }
}
