package dev.plinth.auth;

/**
 * What a browser needs to answer the challenge of a WebAuthn factor. Immutable and thread-safe. Implemented by Plinth
 * only.
 */
public interface WebAuthnChallenge {

    /**
     * Returns whether a credential is to be created or used.
     *
     * @return {@link WebAuthnCeremony#CREATE} for a factor that is not verified yet, else {@link
     *     WebAuthnCeremony#REQUEST}
     */
    WebAuthnCeremony ceremony();

    /**
     * Returns the argument of {@code navigator.credentials.create} or {@code get}, with its binary values in base64url.
     *
     * @return a JSON object with the field {@code publicKey}
     */
    String optionsJson();
}
