package dev.plinth.auth;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.Optional;

/**
 * A platform's own token that keeps itself fresh. A platform signs its users in by an Auth server of its own; its tokens
 * live about an hour.
 *
 * <pre>{@code
 * try (RefreshingToken token = RefreshingToken.signIn("https://auth.example.co", "ada@example.com", "correct horse");
 *         Platform platform = Platform.connect("https://platform.example.co", token)) {
 *     …
 * }
 * }</pre>
 *
 * <p>Thread-safe. {@code toString} does not show the token.
 */
public final class RefreshingToken implements Credentials, AutoCloseable {

    /** An Auth server itself looks at no key; only a gateway before it may. */
    private static final ApiKey NONE = ApiKey.of("none");

    private final Connection connection;
    private final Session session;

    private RefreshingToken(Connection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    /**
     * Signs in to a platform. {@code POST /token?grant_type=password}.
     *
     * @param authUrl the platform's Auth server, with the path it is mounted at, such as {@code /auth/v1}
     * @param email the user's e-mail
     * @param password the user's password
     * @return the token; closing it ends its refreshing, not the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code captcha_failed} if the platform asks for a
     *     captcha: then give a token or a refresh token instead
     */
    public static RefreshingToken signIn(String authUrl, String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return signIn(authUrl, NONE, email, password);
    }

    /**
     * Signs in to a platform whose gateway wants a key. {@code POST /token?grant_type=password}.
     *
     * @param authUrl the platform's Auth server, with the path it is mounted at, such as {@code /auth/v1}
     * @param key the key that the gateway wants
     * @param email the user's e-mail
     * @param password the user's password
     * @return the token; closing it ends its refreshing, not the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code captcha_failed} if the platform asks for a
     *     captcha: then give a token or a refresh token instead
     */
    public static RefreshingToken signIn(String authUrl, ApiKey key, String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return open(authUrl, key, auth -> auth.signInWithPassword(email, password));
    }

    /**
     * Takes a refresh token of a platform, which is used up by that. {@code POST /token?grant_type=refresh_token}.
     *
     * @param authUrl the platform's Auth server, with the path it is mounted at
     * @param refreshToken the token
     * @return the token; closing it ends its refreshing, not the session
     */
    public static RefreshingToken of(String authUrl, Secret refreshToken) {
        Arguments.required(refreshToken, "refreshToken");
        return of(authUrl, NONE, refreshToken, SessionStore.inMemory());
    }

    /**
     * Takes a refresh token of a platform, and keeps what it brings in a store: the next start takes it from there, and
     * the refresh token that was used up is not needed again.
     *
     * @param authUrl the platform's Auth server, with the path it is mounted at
     * @param key the key that the gateway before it wants
     * @param refreshToken the token of the first start
     * @param store where the session is kept
     * @return the token; closing it ends its refreshing, not the session
     */
    public static RefreshingToken of(String authUrl, ApiKey key, Secret refreshToken, SessionStore store) {
        Arguments.required(refreshToken, "refreshToken");
        Arguments.required(store, "store");
        return open(
                authUrl,
                key,
                auth -> auth.keeping(store)
                        .session()
                        .orElseGet(() -> auth.keeping(store).resume(refreshToken)));
    }

    private interface Start {
        Session on(AuthClient auth);
    }

    private static RefreshingToken open(String authUrl, ApiKey key, Start start) {
        Connection connection = Connection.toProject(authUrl, key, o -> o.authAt(""));
        try {
            return new RefreshingToken(connection, start.on(AuthClient.of(connection)));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Returns the session behind it.
     *
     * @return the session
     */
    public Session session() {
        return session;
    }

    @Override
    public Optional<Secret> current() {
        return session.current();
    }

    @Override
    public Optional<Secret> expiringToken() {
        return session.expiringToken();
    }

    @Override
    public Optional<Secret> renew() {
        return session.renew();
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "RefreshingToken[" + session + "]";
    }
}
