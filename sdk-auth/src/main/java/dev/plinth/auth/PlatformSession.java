package dev.plinth.auth;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.Optional;

/**
 * A user's session at a platform, which refreshes its access token. Users of a platform (a control plane) sign in with
 * the platform's own Auth server; its access tokens usually expire after an hour.
 *
 * <pre>{@code
 * try (PlatformSession session =
 *                 PlatformSession.signIn("https://auth.example.co", "ada@example.com", "correct horse");
 *         Platform platform = Platform.connect("https://platform.example.co", session)) {
 *     platform.projects().forEach(project -> System.out.println(project.name()));
 * }
 * }</pre>
 *
 * <p>Thread-safe. {@link #toString()} does not show the token.
 */
public final class PlatformSession implements Credentials, AutoCloseable {

    /** The Auth server ignores the API key; only a gateway in front of it checks the key. */
    private static final ApiKey NONE = ApiKey.of("none");

    private final Connection connection;
    private final Session session;

    private PlatformSession(Connection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    /**
     * Signs in to a platform with e-mail address and password. {@code POST /token?grant_type=password}.
     *
     * @param authUrl the URL of the platform's Auth server, with its path, such as {@code /auth/v1}
     * @param email the user's e-mail address
     * @param password the user's password
     * @return the session; closing it stops its refreshes and does not sign out
     * @throws dev.plinth.core.InvalidRequestException with code {@code captcha_failed} if the platform requires a
     *     captcha; use an access token or a refresh token instead
     */
    public static PlatformSession signIn(String authUrl, String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return signIn(authUrl, NONE, email, password);
    }

    /**
     * Signs in to a platform with e-mail address and password. {@code POST /token?grant_type=password}.
     *
     * @param authUrl the URL of the platform's Auth server, with its path, such as {@code /auth/v1}
     * @param key the API key that the gateway in front of the Auth server requires
     * @param email the user's e-mail address
     * @param password the user's password
     * @return the session; closing it stops its refreshes and does not sign out
     * @throws dev.plinth.core.InvalidRequestException with code {@code captcha_failed} if the platform requires a
     *     captcha; use an access token or a refresh token instead
     */
    public static PlatformSession signIn(String authUrl, ApiKey key, String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return open(authUrl, key, auth -> auth.signInWithPassword(email, password));
    }

    /**
     * Creates a session from a refresh token, which cannot be used again afterwards. {@code POST
     * /token?grant_type=refresh_token}.
     *
     * @param authUrl the URL of the platform's Auth server, with its path, such as {@code /auth/v1}
     * @param refreshToken the refresh token
     * @return the session; closing it stops its refreshes and does not sign out
     */
    public static PlatformSession of(String authUrl, Secret refreshToken) {
        Arguments.required(refreshToken, "refreshToken");
        return of(authUrl, NONE, refreshToken, SessionStore.inMemory());
    }

    /**
     * Loads a session from a store, or creates it from a refresh token if the store is empty. {@code POST
     * /token?grant_type=refresh_token}. The session stays in the store, so that the next start of the program loads it
     * from there and does not need the refresh token again.
     *
     * @param authUrl the URL of the platform's Auth server, with its path, such as {@code /auth/v1}
     * @param key the API key that the gateway in front of the Auth server requires
     * @param refreshToken the refresh token; used only if the store has no session
     * @param store the store that keeps the session
     * @return the session; closing it stops its refreshes and does not sign out
     */
    public static PlatformSession of(String authUrl, ApiKey key, Secret refreshToken, SessionStore store) {
        Arguments.required(refreshToken, "refreshToken");
        Arguments.required(store, "store");
        return open(
                authUrl,
                key,
                auth -> auth.withSessionStore(store)
                        .session()
                        .orElseGet(() -> auth.withSessionStore(store).refreshSession(refreshToken)));
    }

    private interface SignIn {
        Session apply(AuthClient auth);
    }

    private static PlatformSession open(String authUrl, ApiKey key, SignIn signIn) {
        Connection connection = Connection.toProject(authUrl, key, o -> o.authUrl(""));
        try {
            return new PlatformSession(connection, signIn.apply(AuthClient.of(connection)));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** {@return the underlying session, for example to sign out or to add listeners} */
    public Session session() {
        return session;
    }

    @Override
    public Optional<Secret> token() {
        return session.credentials().token();
    }

    @Override
    public Optional<Secret> expiringToken() {
        return session.credentials().expiringToken();
    }

    @Override
    public Optional<Secret> freshToken() {
        return session.credentials().freshToken();
    }

    /** Stops the refreshes and closes the connection to the Auth server. Does not sign out. */
    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "PlatformSession[" + session + "]";
    }
}
