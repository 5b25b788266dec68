package dev.plinth.auth;

import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import java.util.function.Consumer;

/**
 * A signed-in user's session, which keeps itself alive: give it to {@code actingAs}, and every call carries an access
 * token that is good. It is refreshed ahead of its end, once, however many threads and views ask.
 *
 * <p>Only the server ends it, by a definite code, or a sign-out. A server that is down, slow or overloaded does not: the
 * token at hand is used as long as it lasts, and the refresh is tried again, at most every 10 seconds. Refreshes run in
 * the background, with the timeout, attempts and headers that the connection was opened with; calls wait for one only
 * when the token has expired. Once it is over, every call that acts as it fails with {@link SessionEndedException}.
 *
 * <p>Thread-safe. Made by Plinth only; there is one object for a session and connection. {@code toString} shows no
 * token.
 */
public interface Session extends Credentials {

    /**
     * Returns the session's id.
     *
     * @return a UUID, as in the token's claim {@code session_id}
     */
    String id();

    /**
     * Returns the user as of the last sign-in, refresh, or update by {@link Account#update}; {@code account().user()} asks
     * the server.
     *
     * @return the user
     */
    User user();

    /**
     * Returns the access token at hand, which may have expired.
     *
     * @return a JWT
     */
    default Secret accessToken() {
        return tokens().accessToken();
    }

    /**
     * Returns all tokens of this moment.
     *
     * @return the tokens, which belong together
     */
    SessionTokens tokens();

    /**
     * Returns how sure the server is of the user.
     *
     * @return {@code aal1}, or {@code aal2} after a second factor
     */
    String assuranceLevel();

    /**
     * Refreshes now, whether or not that is due.
     *
     * @return this session
     * @throws SessionEndedException if the session is over
     */
    Session refresh();

    /**
     * Tells whether the session is over, as far as this process knows.
     *
     * @return true once it has ended or the user signed out
     */
    boolean ended();

    /**
     * Refreshes in the background whenever that is due, also while the session is not used. Without this, a session is
     * refreshed when it is used, which is enough for most programs: an idle session lasts. After a failure it tries
     * again, at first after seconds and at least every two minutes. Ends with the session or the connection.
     *
     * @return closing it stops that
     */
    Subscription startAutoRefresh();

    /**
     * Tells what happens to the session. Listeners run one after the other, in order, on a thread of their own: no call
     * and no refresh waits for them, and they may use this session. A listener that blocks delays later events of this
     * session.
     *
     * @param listener hears of each event; what it throws is ignored
     * @return closing it stops that
     */
    Subscription onEvent(Consumer<? super SessionEvent> listener);

    /** Something that goes on until it is closed. */
    interface Subscription extends AutoCloseable {

        /** Stops it. May be called more than once. */
        @Override
        void close();
    }
}
