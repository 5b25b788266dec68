package dev.plinth.auth;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** A token is not one to be trusted. Its message never holds the token. */
public final class TokenVerificationException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a token. */
    public enum Reason {
        /** The text is no JWT, or a JWT that is larger than any the server signs. */
        MALFORMED,
        /** It is signed in a way that is not taken here, such as {@code none}. */
        ALGORITHM_NOT_ALLOWED,
        /** No key is known that it could be signed with. */
        UNKNOWN_KEY,
        /** The keys could not be fetched; another try may go well. */
        KEYS_UNAVAILABLE,
        /** The signature is not of that key, or the content was changed. */
        BAD_SIGNATURE,
        /** It has expired, or does not say when it does. */
        EXPIRED,
        /** It is not valid yet, or says it was made in the future. */
        NOT_YET_VALID,
        /** Another server made it. */
        WRONG_ISSUER,
        /** It was made for somebody else. */
        WRONG_AUDIENCE,
        /** It is of a role that is not taken here. */
        WRONG_ROLE
    }

    /** What is wrong. */
    private final Reason reason;

    /**
     * Makes the exception.
     *
     * @param reason what is wrong
     * @param message what is wrong, in words
     * @param cause what led to it, or null
     */
    public TokenVerificationException(Reason reason, String message, @Nullable Throwable cause) {
        super("token refused: " + message, reason == Reason.KEYS_UNAVAILABLE, null, cause);
        this.reason = reason;
    }

    /**
     * Returns what is wrong.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
