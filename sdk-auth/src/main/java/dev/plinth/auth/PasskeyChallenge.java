package dev.plinth.auth;

import java.time.Instant;

/**
 * A request to a browser to create or use a passkey. It can be answered once, until it expires. Immutable and thread-
 * safe. Implemented by Plinth only.
 */
public interface PasskeyChallenge {

    /**
     * Returns the challenge's id. A program that answers the challenge in another process keeps it.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns the WebAuthn options for the browser, for {@code PublicKeyCredential.parseCreationOptionsFromJSON} or
     * {@code parseRequestOptionsFromJSON}.
     *
     * @return a JSON object
     */
    String optionsJson();

    /**
     * Returns when the challenge expires.
     *
     * @return the time, by the server's clock
     */
    Instant expiresAt();
}
