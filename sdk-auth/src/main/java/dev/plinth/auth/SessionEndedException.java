package dev.plinth.auth;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** A session is over: the user has to sign in again. */
public final class SessionEndedException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The code, as text. */
    private final String code;

    /**
     * Makes the exception.
     *
     * @param code the server's reason
     * @param cause the server's answer, or null
     */
    public SessionEndedException(ErrorCode code, @Nullable Throwable cause) {
        super("the session has ended: " + code, false, "sign in again", cause);
        this.code = code.value();
    }

    /**
     * Returns why it ended.
     *
     * @return the server's code; {@code signed_out} if the user signed out
     */
    public ErrorCode code() {
        return ErrorCode.of(code);
    }
}
