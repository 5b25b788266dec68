package dev.plinth.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user, as the server returned it. Immutable and thread-safe. Created by Plinth only. */
public interface User {

    /** {@return the user's UUID} */
    String id();

    /** {@return the user's e-mail address, in lower case; empty if they have none} */
    Optional<String> email();

    /** {@return the user's phone number, digits without a plus; empty if they have none} */
    Optional<String> phone();

    /** {@return the user's database role, such as {@code authenticated}; empty if they have none} */
    Optional<String> role();

    /** {@return the time when the e-mail address was confirmed; empty if it is not confirmed} */
    Optional<Instant> emailConfirmedAt();

    /** {@return the time when the phone number was confirmed; empty if it is not confirmed} */
    Optional<Instant> phoneConfirmedAt();

    /** {@return the time of the user's last sign-in; empty if they never signed in} */
    Optional<Instant> lastSignInAt();

    /** {@return the time when the user's ban ends; empty if they are not banned} */
    Optional<Instant> bannedUntil();

    /** {@return the time when the user was created; empty if the server did not send it} */
    Optional<Instant> createdAt();

    /** {@return the time when the user was last updated; empty if the server did not send it} */
    Optional<Instant> updatedAt();

    /** {@return the e-mail address of a change that is not confirmed yet; empty if there is none} */
    Optional<String> newEmail();

    /** {@return the phone number of a change that is not confirmed yet; empty if there is none} */
    Optional<String> newPhone();

    /**
     * {@return the audience of the user's tokens, usually {@code authenticated}; empty if the server did not send it}
     */
    Optional<String> audience();

    /** {@return the time when the user was invited; empty if they were not invited} */
    Optional<Instant> invitedAt();

    /** {@return the time when the last confirmation e-mail or message was sent; empty if none was sent} */
    Optional<Instant> confirmationSentAt();

    /** {@return the time when the last e-mail to reset the password was sent; empty if none was sent} */
    Optional<Instant> recoverySentAt();

    /**
     * {@return the time when the user was soft-deleted; empty if they were not} Soft-deleted users still exist, without
     * their personal data ({@link Users#softDelete}).
     */
    Optional<Instant> deletedAt();

    /**
     * {@return the identities that the user can sign in with; unmodifiable} Empty for users from a list: get the single
     * user instead.
     */
    List<Identity> identities();

    /** {@return the user's second factors; unmodifiable} Empty for users from a list: get the single user instead. */
    List<Factor> factors();

    /** {@return true if the user was created by an anonymous sign-in and has no confirmed identity yet} */
    boolean isAnonymous();

    /**
     * {@return the metadata that users can change themselves, as JSON in JDK types; unmodifiable} Fields that are
     * nested deeper than 200 levels are left out.
     */
    Map<String, Object> userMetadata();

    /** {@return the metadata that only administrators can change, as JSON in JDK types; unmodifiable} */
    Map<String, Object> appMetadata();

    /**
     * {@return the fields of the response that this version of Plinth does not know, by the server's names, as JSON in
     * JDK types; unmodifiable} Secrets, such as password hashes and one-time tokens, are left out.
     */
    Map<String, Object> unknownFields();
}
