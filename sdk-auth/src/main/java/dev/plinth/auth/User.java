package dev.plinth.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A user, as the server describes him. Immutable and thread-safe. Made by Plinth only. */
public interface User {

    /**
     * Returns the user's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns the user's e-mail.
     *
     * @return the address, in lower case, if there is one
     */
    Optional<String> email();

    /**
     * Returns the user's phone number.
     *
     * @return digits without a plus, if there are any
     */
    Optional<String> phone();

    /**
     * Returns the role in the database.
     *
     * @return such as {@code authenticated}, if there is one
     */
    Optional<String> role();

    /**
     * Returns when the e-mail was confirmed.
     *
     * @return the time; empty if it is not confirmed
     */
    Optional<Instant> emailConfirmedAt();

    /**
     * Returns when the phone number was confirmed.
     *
     * @return the time; empty if it is not confirmed
     */
    Optional<Instant> phoneConfirmedAt();

    /**
     * Returns when the user last signed in.
     *
     * @return the time; empty if that never was
     */
    Optional<Instant> lastSignInAt();

    /**
     * Returns until when the user is banned.
     *
     * @return the time; empty if he is not
     */
    Optional<Instant> bannedUntil();

    /**
     * Returns when the user was created.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> createdAt();

    /**
     * Returns when the user was changed last.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> updatedAt();

    /**
     * Tells whether the user signed in without saying who he is.
     *
     * @return true for anonymous users
     */
    boolean isAnonymous();

    /**
     * Returns what the user may say of himself.
     *
     * @return JSON as JDK types, unmodifiable
     */
    Map<String, Object> userMetadata();

    /**
     * Returns what only administrators may say of the user.
     *
     * @return JSON as JDK types, unmodifiable
     */
    Map<String, Object> appMetadata();

    /**
     * Returns what else the server sent, which this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable; without what is secret
     */
    Map<String, Object> unknownFields();
}
