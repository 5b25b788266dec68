package dev.plinth.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * A challenge of a second factor, which has to be answered before it expires. Immutable and thread-safe. Implemented
 * by Plinth only.
 */
public interface FactorChallenge {

    /**
     * Returns the challenge's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns the id of the factor.
     *
     * @return a UUID
     */
    String factorId();

    /**
     * Returns when the challenge expires.
     *
     * @return the time, by the server's clock; {@link Instant#MAX} if the server sent none
     */
    Instant expiresAt();

    /**
     * Returns what a browser needs to answer the challenge.
     *
     * @return the options; empty for factors other than WebAuthn
     */
    Optional<WebAuthnChallenge> webAuthn();
}
