package dev.plinth.auth.internal;

import dev.plinth.auth.Session;
import dev.plinth.auth.SessionStore;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions in use on a connection and its views: one manager each, forgotten when nobody uses it any more. */
public final class SessionRegistry {

    private static final int SWEEP_AT = 256;

    private final Map<String, WeakReference<SessionManager>> sessions = new ConcurrentHashMap<>();

    private SessionRegistry() {}

    static SessionRegistry of(LiveConnection connection) {
        return connection.kept(SessionRegistry.class, SessionRegistry::new);
    }

    /** Takes what the server answered: for a session in use as its new tokens, else as a new session. */
    public static Session take(Connection connection, SessionStore store, SessionAnswer answer) {
        LiveConnection live = LiveConnection.of(connection).unbound();
        Tokens tokens = Tokens.of(answer, live.timing().now());
        SessionRegistry registry = of(live);
        SessionManager mine = new SessionManager(live, store, tokens);
        SessionManager manager = registry.managerOf(tokens.sessionId(), mine);
        if (manager != mine) {
            return manager.adopt(tokens);
        }
        mine.save(tokens);
        return mine;
    }

    /** Takes what a store holds; nothing if it holds none, or something damaged. */
    public static Optional<Session> resume(Connection connection, SessionStore store) {
        LiveConnection live = LiveConnection.of(connection).unbound();
        return store.load()
                .flatMap(SessionText::read)
                .map(tokens -> of(live).managerOf(tokens.sessionId(), SessionManager.resumed(live, store, tokens)));
    }

    /** Takes a refresh token from elsewhere: the answer to its refresh is the session. */
    public static Session resume(Connection connection, SessionStore store, Secret refreshToken) {
        return take(connection, store, Calls.run(connection, SessionOperations.refresh(refreshToken)));
    }

    private SessionManager managerOf(String id, SessionManager fresh) {
        if (sessions.size() >= SWEEP_AT) {
            sessions.values().removeIf(reference -> reference.get() == null);
        }
        WeakReference<SessionManager> kept = sessions.compute(id, (key, there) -> {
            SessionManager known = there == null ? null : there.get();
            return usable(known) ? there : new WeakReference<>(fresh);
        });
        SessionManager manager = kept.get();
        return manager == null ? fresh : manager;
    }

    private static boolean usable(@Nullable SessionManager known) {
        return known != null && !known.ended();
    }
}
