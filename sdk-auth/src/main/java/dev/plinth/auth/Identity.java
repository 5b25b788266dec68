package dev.plinth.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One way in which a user can say who he is: by e-mail, by phone, by a provider. Immutable. Made by Plinth only. */
public interface Identity {

    /**
     * Returns the identity's own id, which unlinking takes.
     *
     * @return a UUID
     */
    String identityId();

    /**
     * Returns what the provider calls the user.
     *
     * @return the provider's id; the user's own for e-mail and phone
     */
    String providerId();

    /**
     * Returns whose identity it is.
     *
     * @return the user's id
     */
    String userId();

    /**
     * Returns who says so.
     *
     * @return {@code email}, {@code phone}, a provider, {@code sso:…} or {@code custom:…}
     */
    Provider provider();

    /**
     * Returns what the provider told.
     *
     * @return JSON as JDK types, unmodifiable
     */
    Map<String, Object> data();

    /**
     * Returns the e-mail that the provider told.
     *
     * @return the address, if there is one
     */
    Optional<String> email();

    /**
     * Returns when the user last signed in by it.
     *
     * @return the time, if he did
     */
    Optional<Instant> lastSignInAt();

    /**
     * Returns when it was added.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> createdAt();
}
