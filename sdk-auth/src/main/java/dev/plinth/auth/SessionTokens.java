package dev.plinth.auth;

import dev.plinth.core.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens of a session, as a sign-in or a refresh returned them. Immutable. Created by Plinth only. */
public interface SessionTokens {

    /** {@return the access token, a JWT} */
    Secret accessToken();

    /** {@return the refresh token, an opaque text} It can be exchanged for new tokens once. */
    Secret refreshToken();

    /** {@return the time when the access token expires, by this machine's clock} The server's clock may differ. */
    Instant expiresAt();

    /**
     * {@return the access token of the identity provider; empty if the user did not sign in with one, and after a
     * refresh} The server returns it only once, at sign-in.
     */
    Optional<Secret> providerToken();

    /**
     * {@return the refresh token of the identity provider; empty if the provider issued none, and after a refresh} The
     * server returns it only once, at sign-in.
     */
    Optional<Secret> providerRefreshToken();

    /**
     * {@return the reasons why the server considers the password of this sign-in weak; empty if it is strong, and after
     * a refresh}
     */
    List<PasswordWeakness> passwordWeaknesses();
}
