package dev.plinth.auth;

import java.time.Instant;
import java.util.Optional;

/** A second factor of a user. Immutable. Made by Plinth only. */
public interface Factor {

    /**
     * Returns the factor's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns what kind it is.
     *
     * @return the kind
     */
    FactorType type();

    /**
     * Tells whether the user has shown that he has it.
     *
     * @return false as long as it is only enrolled
     */
    boolean verified();

    /**
     * Returns what the user calls it.
     *
     * @return a name, if it has one
     */
    Optional<String> friendlyName();

    /**
     * Returns the number that codes go to.
     *
     * @return the number, of phone factors
     */
    Optional<String> phone();

    /**
     * Returns when it was added.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> createdAt();

    /**
     * Returns when it was asked for last.
     *
     * @return the time, if it ever was
     */
    Optional<Instant> lastChallengedAt();
}
