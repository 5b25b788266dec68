package dev.plinth.auth;

import java.util.Optional;

/** The result of a sign-up. Immutable. Created by Plinth only. */
public interface SignUpResult {

    /** The outcome of a sign-up. */
    enum Outcome {
        /** The user was created and is signed in. */
        SIGNED_IN,
        /** The server sent a confirmation e-mail or message. The user can sign in after they confirm the address. */
        CONFIRMATION_REQUIRED,
        /**
         * A user with that e-mail address or phone number probably exists already. The server sent no message and
         * returned a made-up user, so that sign-up does not reveal who has an account.
         */
        MAYBE_REGISTERED
    }

    /** {@return the outcome} */
    Outcome outcome();

    /** {@return the session; empty unless the outcome is {@link Outcome#SIGNED_IN}} */
    Optional<Session> session();

    /**
     * {@return the user} If the outcome is {@link Outcome#MAYBE_REGISTERED}, the server made this user up, and its id
     * identifies no account.
     */
    User user();
}
