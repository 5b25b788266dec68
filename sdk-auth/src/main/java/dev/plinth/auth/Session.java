package dev.plinth.auth;

import dev.plinth.core.CredentialsSource;
import dev.plinth.core.Secret;
import java.util.function.Consumer;

/**
 * A signed-in user's session, which refreshes its access token by itself. Pass it to {@code actingAs}, and every call
 * carries a valid access token:
 *
 * <pre>{@code
 * Session session = project.auth().signInWithPassword("ada@example.com", "correct horse");
 * Project asAda = project.actingAs(session);
 * byte[] photo;
 * try (Download download = asAda.bucket("avatars").download("ada.png")) {
 *     photo = download.readAllBytes(1_000_000);
 * }
 * session.signOut();
 * }</pre>
 *
 * <p>The token is refreshed before it expires, once, however many threads and clients use the session. Refreshes run in
 * the background, with the timeout, attempts and headers that the connection was opened with; calls wait for one only
 * when the token has expired.
 *
 * <p>Only the server ends a session, by a definite error code, or a sign-out. A server that is down, slow or overloaded
 * does not: the current token is used as long as it is valid, and the refresh is repeated, at most every 10 seconds. After
 * a session has ended, every call that acts as it fails with {@link SessionEndedException}.
 *
 * <p>Thread-safe. Created by Plinth only; a connection has one object for each session. {@code toString} shows no token.
 */
public interface Session extends CredentialsSource {

    /**
     * Returns the session's id.
     *
     * @return a UUID, as in the token's claim {@code session_id}
     */
    String id();

    /**
     * Returns the user as of the last sign-in, refresh, or update by {@link Account#update}. Sends nothing;
     * {@link Account#getUser} asks the server.
     *
     * @return the user
     */
    User user();

    /**
     * Returns the current access token. Sends nothing; the token may have expired.
     *
     * @return a JWT
     */
    default Secret accessToken() {
        return tokens().accessToken();
    }

    /**
     * Returns the current tokens.
     *
     * @return access token and refresh token, which belong together
     */
    SessionTokens tokens();

    /**
     * Returns the authenticator assurance level of the session.
     *
     * @return {@code aal1}, or {@code aal2} after a second factor was verified
     */
    String assuranceLevel();

    /**
     * Refreshes the tokens now, whether or not they are about to expire.
     *
     * @return this session
     * @throws SessionEndedException if the session has ended
     */
    Session refresh();

    /**
     * Tells whether the session has ended, as far as this process knows. Sends nothing.
     *
     * @return true once the server has ended it or the user has signed out
     */
    boolean ended();

    /**
     * Signs out of this session; the user's other sessions continue. {@code POST /logout?scope=local}. Whatever the
     * server responds, the session ends here and is removed from its store; then a failure is thrown. A session that the
     * server no longer knows is no failure, and nothing happens if the session has already ended.
     *
     * @throws dev.plinth.core.TransportException if the server cannot be reached: the session has ended here, but its
     *     refresh token stays valid on the server until it expires
     */
    default void signOut() {
        signOut(SignOutScope.LOCAL);
    }

    /**
     * Signs out. {@code POST /logout}. Access tokens that were issued stay valid for other services until they expire.
     * Unless only other sessions are signed out, this session ends here and is removed from its store, whatever the server
     * responds; then a failure is thrown.
     *
     * @param scope which of the user's sessions end
     * @throws SessionEndedException if this session has ended and other sessions were to be signed out
     */
    void signOut(SignOutScope scope);

    /**
     * Starts refreshing in the background before each expiry, also while the session is not used. Without it a session is
     * refreshed when it is used, which is enough for most programs. After a failure the refresh is repeated, at first
     * after seconds and at least every two minutes. Stops when the session ends or the connection is closed.
     *
     * @return close it to stop
     */
    Subscription startAutoRefresh();

    /**
     * Adds a listener of this session's events. Listeners run one after the other, in order, on a thread of their own: no
     * call and no refresh waits for them, and they may use this session. A listener that blocks delays later events of
     * this session.
     *
     * @param listener receives each event; what it throws is logged and ignored
     * @return close it to remove the listener
     */
    Subscription onEvent(Consumer<? super SessionEvent> listener);

    /** Something that continues until it is closed. */
    interface Subscription extends AutoCloseable {

        /** Stops it. Closing it again does nothing. */
        @Override
        void close();
    }
}
