package dev.plinth.auth;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** Thrown when a token cannot be trusted, or cannot be verified now. The message never contains the token. */
public final class TokenVerificationException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The reason why a token was rejected. */
    public enum Reason {
        /** The text is not a JWT, or it is larger than any token that the server issues. */
        MALFORMED("pass the access token without the prefix Bearer"),
        /** The token is signed with an algorithm that the verifier does not accept, such as {@code none}. */
        ALGORITHM_NOT_ALLOWED(
                "configure the verifier with the key material that the project signs with: its JWT secret,"
                        + " or its published keys"),
        /** The token is signed with a key that the project does not publish. */
        UNKNOWN_KEY("check that the token was issued by this project; a new key is fetched within half a minute"),
        /** The project's published keys could not be fetched; a retry may succeed. */
        KEYS_UNAVAILABLE("retry later"),
        /** The server that verifies tokens did not respond; a retry may succeed. */
        SERVER_UNAVAILABLE("retry later"),
        /** The server rejected the token: it did not issue the token, or the session has ended. */
        REFUSED_BY_SERVER("do not trust the token; the user has to sign in again"),
        /** The signature does not match the key and the content of the token. */
        BAD_SIGNATURE(
                "do not trust the token; if all tokens are rejected, check that the JWT secret or the keys belong to"
                        + " the project"),
        /** The token has expired, or has no expiry. */
        EXPIRED("refresh the session, or sign in again"),
        /** The token is not valid yet, or was issued in the future. */
        NOT_YET_VALID("compare the clocks of both machines, or configure a larger leeway"),
        /** The token was issued by another issuer. */
        WRONG_ISSUER("do not trust the token; the issuer of a project is its URL followed by /auth/v1, if it sets one"),
        /** The token was issued for another audience. */
        WRONG_AUDIENCE("do not accept the token here; tokens of signed-in users have the audience authenticated"),
        /** The token has a role that the verifier does not accept. */
        WRONG_ROLE("pass a signed-in user's access token, not an API key; roles(…) and anyRole() accept other roles");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /** {@return what to do about it; also the exception's hint} */
        public String advice() {
            return advice;
        }
    }

    /** The reason. */
    private final Reason reason;

    /**
     * Creates an exception.
     *
     * @param reason the reason why the token was rejected
     * @param message a description of the reason, without the token
     * @param cause the cause, or null
     */
    public TokenVerificationException(Reason reason, String message, @Nullable Throwable cause) {
        super(
                "access token rejected: " + message,
                reason == Reason.KEYS_UNAVAILABLE || reason == Reason.SERVER_UNAVAILABLE,
                reason.advice(),
                cause);
        this.reason = reason;
    }

    /** {@return the reason why the token was rejected} */
    public Reason reason() {
        return reason;
    }
}
