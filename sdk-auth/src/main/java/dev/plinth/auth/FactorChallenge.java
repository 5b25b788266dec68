package dev.plinth.auth;

import java.time.Instant;
import java.util.Map;

/** A factor that was asked for, to be answered within a few minutes. Immutable. Made by Plinth only. */
public interface FactorChallenge {

    /**
     * Returns the challenge's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns which factor was asked for.
     *
     * @return the factor's id
     */
    String factorId();

    /**
     * Returns when it is too late to answer.
     *
     * @return the time
     */
    Instant expiresAt();

    /**
     * Returns what a browser needs to ask a security key.
     *
     * @return JSON as JDK types; empty but for WebAuthn factors
     */
    Map<String, Object> webAuthn();
}
