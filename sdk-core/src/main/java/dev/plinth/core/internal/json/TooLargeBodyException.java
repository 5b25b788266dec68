package dev.plinth.core.internal.json;

/** A body that is larger than what is read. A list can ask for less at a time. */
public final class TooLargeBodyException extends UnexpectedBodyException {

    private static final long serialVersionUID = 1L;

    /** Says how much is read. */
    public TooLargeBodyException(long limit) {
        super(
                "the response's body is larger than " + (limit >> 20) + " MiB, the most JSON that is read",
                "ask for less at a time, for example for smaller pages");
    }
}
