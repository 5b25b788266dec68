package dev.plinth.auth;

import java.time.Instant;
import java.util.Optional;

/** A second factor of a user. Immutable. Created by Plinth only. */
public interface Factor {

    /** {@return the factor's UUID} */
    String id();

    /** {@return the factor's type} */
    FactorType type();

    /** {@return true if the user has verified the factor at least once; false if it is only enrolled} */
    boolean verified();

    /** {@return the name that the user gave the factor; empty if it has none} */
    Optional<String> friendlyName();

    /** {@return the phone number that codes are sent to; empty if the factor is not a phone} */
    Optional<String> phone();

    /** {@return the time when the factor was enrolled; empty if the server did not send it} */
    Optional<Instant> createdAt();

    /** {@return the time of the last challenge; empty if the factor was never challenged} */
    Optional<Instant> lastChallengedAt();
}
