package dev.plinth.core.internal.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A good answer whose body is not what it should be; sending again would not help. */
public final class UnexpectedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    /** Says what is wrong with the body, without quoting it. */
    public UnexpectedBodyException(String message, @Nullable String hint) {
        super(message);
        this.hint = hint;
    }

    /** A body of another shape than the one asked for. */
    public static UnexpectedBodyException shape() {
        return new UnexpectedBodyException(
                "the response's body does not have the expected shape",
                "is the URL that of the API, and is the server a supported version?");
    }

    /** Returns what to do about it. */
    public @Nullable String hint() {
        return hint;
    }
}
