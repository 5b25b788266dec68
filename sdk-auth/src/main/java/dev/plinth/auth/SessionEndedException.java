package dev.plinth.auth;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** Thrown when a session has ended. The user has to sign in again. */
public final class SessionEndedException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The text of the code, because {@link ErrorCode} is not serializable. */
    private final String code;

    /**
     * Creates an exception.
     *
     * @param code the error code of the server
     * @param cause the exception of the failed refresh, or null
     */
    public SessionEndedException(ErrorCode code, @Nullable Throwable cause) {
        super("the session has ended: " + code, false, "sign in again", cause);
        this.code = code.value();
    }

    /** {@return the error code with which the server ended the session; {@code signed_out} if the user signed out} */
    public ErrorCode code() {
        return ErrorCode.of(code);
    }
}
