package dev.plinth.auth;

import java.util.Optional;

/** What came of a sign-up. Immutable. Made by Plinth only. */
public interface SignUpResult {

    /** What may come of a sign-up. */
    enum Outcome {
        /** There is a new user, and he is signed in. */
        SIGNED_IN,
        /** A mail or message was sent; the user is signed in once he confirms it. */
        CONFIRMATION_REQUIRED,
        /**
         * Somebody is known by that e-mail or phone already, probably: the server made the answer up, so that nobody
         * can find out who has an account, and sent nothing.
         */
        MAYBE_REGISTERED
    }

    /**
     * Returns what came of it.
     *
     * @return the outcome
     */
    Outcome outcome();

    /**
     * Returns the session.
     *
     * @return the session, if the outcome is {@link Outcome#SIGNED_IN}
     */
    Optional<Session> session();

    /**
     * Returns the user. If he perhaps existed before, this one is made up, and his id means nothing.
     *
     * @return the user
     */
    User user();
}
