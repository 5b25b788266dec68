package dev.plinth.core.internal.json;

/** Thrown when a body exceeds the maximum size. A list can request smaller pages. */
public final class TooLargeBodyException extends UnexpectedBodyException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param limit the maximum size in bytes
     */
    public TooLargeBodyException(long limit) {
        super(
                "the response body is larger than " + (limit >> 20) + " MiB, the limit for JSON",
                "request less data at a time, for example smaller pages");
    }
}
