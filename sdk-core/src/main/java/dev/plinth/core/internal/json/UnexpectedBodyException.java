package dev.plinth.core.internal.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown when a successful response has an unexpected body. A retry would not help. */
public class UnexpectedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    /** Creates an exception. The message must not quote the body. */
    public UnexpectedBodyException(String message, @Nullable String hint) {
        super(message);
        this.hint = hint;
    }

    /** Returns an exception for a body with an unexpected structure. */
    public static UnexpectedBodyException shape() {
        return shape("");
    }

    /**
     * Returns an exception for a body with an unexpected structure.
     *
     * @param place the JSON pointer of the value that is missing or has another type; empty for the whole body
     */
    public static UnexpectedBodyException shape(String place) {
        return new UnexpectedBodyException(
                "the response body does not have the expected shape" + (place.isEmpty() ? "" : ", at " + place),
                "check that the URL is the API's URL, and that the server's version is supported");
    }

    /** Returns what to do about it. */
    public @Nullable String hint() {
        return hint;
    }
}
