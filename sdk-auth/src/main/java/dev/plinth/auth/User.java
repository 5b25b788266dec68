package dev.plinth.auth;

import java.time.Instant;
import java.util.List;
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
     * Returns the e-mail that the user asked for and has not confirmed yet.
     *
     * @return the address, if there is one
     */
    Optional<String> newEmail();

    /**
     * Returns the phone number that the user asked for and has not confirmed yet.
     *
     * @return the number, if there is one
     */
    Optional<String> newPhone();

    /**
     * Returns who the user's tokens are for.
     *
     * @return usually {@code authenticated}, if the server told it
     */
    Optional<String> audience();

    /**
     * Returns when the user was invited.
     *
     * @return the time, if he was
     */
    Optional<Instant> invitedAt();

    /**
     * Returns when the last mail or message to confirm the account was sent.
     *
     * @return the time, if one was
     */
    Optional<Instant> confirmationSentAt();

    /**
     * Returns when the last mail to get in again was sent.
     *
     * @return the time, if one was
     */
    Optional<Instant> recoverySentAt();

    /**
     * Returns when the user was deleted. Users who were deleted softly are still there, without anything of theirs.
     *
     * @return the time; empty if he was not
     */
    Optional<Instant> deletedAt();

    /**
     * Returns the ways in which the user can say who he is. Lists of users come without them: get the one user.
     *
     * @return the identities, unmodifiable
     */
    List<Identity> identities();

    /**
     * Returns the user's second factors. Lists of users come without them: get the one user.
     *
     * @return the factors, unmodifiable
     */
    List<Factor> factors();

    /**
     * Tells whether the user signed in without saying who he is.
     *
     * @return true for anonymous users
     */
    boolean isAnonymous();

    /**
     * Returns what the user may say of himself.
     *
     * @return JSON as JDK types, unmodifiable; without fields that nest deeper than 200 levels
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
