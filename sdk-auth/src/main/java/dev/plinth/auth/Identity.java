package dev.plinth.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An identity that a user can sign in with: an e-mail address, a phone number, or an account at an identity provider.
 * Immutable. Created by Plinth only.
 */
public interface Identity {

    /** {@return the UUID of the identity, as {@link Account#unlinkIdentity} needs it} */
    String identityId();

    /** {@return the user's id at the provider; for e-mail and phone, the UUID of the user} */
    String providerId();

    /** {@return the UUID of the user whom the identity belongs to} */
    String userId();

    /** {@return the provider: {@code email}, {@code phone}, a provider's name, {@code sso:…} or {@code custom:…}} */
    Provider provider();

    /** {@return the data that the provider sent about the user, as JSON in JDK types; unmodifiable} */
    Map<String, Object> data();

    /** {@return the e-mail address that the provider sent; empty if it sent none} */
    Optional<String> email();

    /** {@return the time of the last sign-in with this identity; empty if there was none} */
    Optional<Instant> lastSignInAt();

    /** {@return the time when the identity was added; empty if the server did not send it} */
    Optional<Instant> createdAt();
}
