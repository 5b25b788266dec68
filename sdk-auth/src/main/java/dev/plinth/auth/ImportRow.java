package dev.plinth.auth;

import dev.plinth.core.PlinthException;
import java.util.Optional;

/** The result of one user of an import. Immutable. Created by Plinth only. */
public interface ImportRow {

    /** The outcome of one user. */
    enum Outcome {
        /** The user was created. */
        CREATED,
        /**
         * A user with that e-mail address or phone number already existed. This import may have created them, if the
         * response to an earlier attempt was lost.
         */
        ALREADY_EXISTED,
        /** The user could not be created; {@link ImportRow#failure()} has the reason. */
        FAILED
    }

    /** {@return the position of the user in the stream, starting at 0} */
    long index();

    /** {@return the user as given to the import} */
    NewUser user();

    /** {@return the outcome} */
    Outcome outcome();

    /** {@return the UUID of the created user; empty unless the outcome is {@link Outcome#CREATED}} */
    Optional<String> userId();

    /** {@return the exception of the last attempt; empty unless the outcome is {@link Outcome#FAILED}} */
    Optional<PlinthException> failure();
}
