package dev.plinth.auth;

import dev.plinth.core.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens of a session at one moment: what a sign-in or a refresh brought. Immutable. Made by Plinth only. */
public interface SessionTokens {

    /**
     * Returns the access token.
     *
     * @return a JWT
     */
    Secret accessToken();

    /**
     * Returns the token that brings the next access token. The server takes it once.
     *
     * @return an opaque text
     */
    Secret refreshToken();

    /**
     * Returns when the access token expires, by this machine's clock: the server's may differ.
     *
     * @return the time
     */
    Instant expiresAt();

    /**
     * Returns the token of the identity provider. It comes once, with the sign-in, and not again with a refresh.
     *
     * @return the token, if the user signed in with a provider just now
     */
    Optional<Secret> providerToken();

    /**
     * Returns the refresh token of the identity provider. It comes once, with the sign-in.
     *
     * @return the token, if the provider gave one
     */
    Optional<Secret> providerRefreshToken();

    /**
     * Returns why the server takes the password that the user signed in with for weak.
     *
     * @return what makes it weak; empty if it is strong, and after a refresh
     */
    List<PasswordWeakness> passwordWeaknesses();
}
