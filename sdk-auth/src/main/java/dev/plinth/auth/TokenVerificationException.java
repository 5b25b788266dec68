package dev.plinth.auth;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** A token is not one to be trusted. Its message never holds the token. */
public final class TokenVerificationException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a token. */
    public enum Reason {
        /** The text is no JWT, or a JWT that is larger than any the server signs. */
        MALFORMED("give the token as it came, without the word Bearer"),
        /** It is signed in a way that is not taken here, such as {@code none}. */
        ALGORITHM_NOT_ALLOWED("give the verifier what the project signs with: its secret, or its published keys"),
        /** No key is known that it could be signed with. */
        UNKNOWN_KEY("is it a token of another project? A key that is seconds old is known half a minute later"),
        /** The keys could not be fetched; another try may go well. */
        KEYS_UNAVAILABLE("try again later"),
        /** The server that should check it gave no answer; another try may go well. */
        SERVER_UNAVAILABLE("try again later"),
        /** The server does not take it: it is none of its tokens, or its session has ended. */
        REFUSED_BY_SERVER("do not trust it; its user has to sign in again"),
        /** The signature is not of that key, or the content was changed. */
        BAD_SIGNATURE("do not trust it; if all are refused, the secret or the keys are not the project's"),
        /** It has expired, or does not say when it does. */
        EXPIRED("refresh the session, or sign in again"),
        /** It is not valid yet, or says it was made in the future. */
        NOT_YET_VALID("compare the clocks of both machines, or allow more leeway"),
        /** Another server made it. */
        WRONG_ISSUER("do not trust it; the issuer of a project is its URL with /auth/v1, where one is set"),
        /** It was made for somebody else. */
        WRONG_AUDIENCE("do not trust it for this; signed-in users have the audience authenticated"),
        /** It is of a role that is not taken here. */
        WRONG_ROLE("show a signed-in user's token, not a key of the project; roles(…) and anyRole() take others");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /**
         * Returns what to do about it.
         *
         * @return the advice, which is the exception's hint too
         */
        public String advice() {
            return advice;
        }
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
        super(
                "token refused: " + message,
                reason == Reason.KEYS_UNAVAILABLE || reason == Reason.SERVER_UNAVAILABLE,
                reason.advice(),
                cause);
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
