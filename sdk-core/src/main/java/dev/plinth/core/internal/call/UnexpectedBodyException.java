package dev.plinth.core.internal.call;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A good answer whose body is not what it should be; sending again would not help. */
public final class UnexpectedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    public UnexpectedBodyException(String message, @Nullable String hint) {
        super(message);
        this.hint = hint;
    }

    @Nullable
    String hint() {
        return hint;
    }
}
