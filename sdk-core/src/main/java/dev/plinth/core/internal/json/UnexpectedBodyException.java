package dev.plinth.core.internal.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A good answer whose body is not what it should be; sending again would not help. */
public class UnexpectedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    /** Says what is wrong with the body, without quoting it. */
    public UnexpectedBodyException(String message, @Nullable String hint) {
        super(message);
        this.hint = hint;
    }

    /** A body of another shape than the one asked for. */
    public static UnexpectedBodyException shape() {
        return shape("");
    }

    /**
     * A body of another shape than the one asked for.
     *
     * @param place the JSON pointer of the value that is missing or of another kind; empty for the whole body
     */
    public static UnexpectedBodyException shape(String place) {
        return new UnexpectedBodyException(
                "the response's body does not have the expected shape" + (place.isEmpty() ? "" : ", at " + place),
                "is the URL that of the API, and is the server a supported version?");
    }

    /** Returns what to do about it. */
    public @Nullable String hint() {
        return hint;
    }
}
