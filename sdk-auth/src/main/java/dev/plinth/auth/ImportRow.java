package dev.plinth.auth;

import dev.plinth.core.PlinthException;
import java.util.Optional;

/** What came of one user of an import. Immutable. Made by Plinth only. */
public interface ImportRow {

    /** What may come of a user. */
    enum Outcome {
        /** He was made. */
        CREATED,
        /** There was one by that e-mail or phone; perhaps made by this import, if its answer was lost. */
        ALREADY_EXISTED,
        /** The server refused him. */
        FAILED
    }

    /**
     * Returns which user of the import it is.
     *
     * @return the place in the stream, from 0
     */
    long index();

    /**
     * Returns the user who was to be.
     *
     * @return the user
     */
    NewUser user();

    /**
     * Returns what came of him.
     *
     * @return the outcome
     */
    Outcome outcome();

    /**
     * Returns the user's id.
     *
     * @return a UUID, if he was made
     */
    Optional<String> userId();

    /**
     * Returns why he was refused.
     *
     * @return the failure, if it failed
     */
    Optional<PlinthException> failure();
}
