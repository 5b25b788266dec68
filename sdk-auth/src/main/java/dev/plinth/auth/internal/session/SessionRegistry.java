package dev.plinth.auth.internal.session;

import dev.plinth.auth.Session;
import dev.plinth.auth.SessionStore;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions in use on a connection and its views: one manager each, forgotten when nobody uses it any more. */
public final class SessionRegistry {

    private static final int SWEEP_AT = 256;
    private static final int MOST_ENDED = 1024;

    private final Map<String, WeakReference<SessionManager>> sessions = new ConcurrentHashMap<>();

    /** The ids of sessions that ended here last: a store that could not be cleared must not bring them back. */
    private final Set<String> ended = Collections.newSetFromMap(Collections.synchronizedMap(new Ended()));

    private static final class Ended extends LinkedHashMap<String, Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_ENDED;
        }
    }

    private SessionRegistry() {}

    static SessionRegistry of(LiveConnection connection) {
        return connection.sharedInstance(SessionRegistry.class, SessionRegistry::new);
    }

    /**
     * Takes what the server answered: for a session in use as its new tokens, else as a new session.
     *
     * @param store where the session is to be kept; null to leave it where it is, or to keep it in memory
     */
    public static Session register(Connection connection, @Nullable SessionStore store, SessionResponse answer) {
        LiveConnection live = LiveConnection.of(connection).asOpened();
        Tokens tokens = Tokens.of(answer, live.timing().now());
        SessionRegistry registry = of(live);
        boolean ignored = registry.ended.remove(tokens.sessionId());
        SessionStore its = store == null ? SessionStore.inMemory() : store;
        SessionManager mine = new SessionManager(live, its, tokens, false);
        SessionManager manager = registry.managerOf(tokens.sessionId(), mine);
        return manager == mine ? mine.saveNew() : manager.replaceTokens(tokens, store);
    }

    /** Takes what a store holds; nothing if it holds none, something damaged, or a session that ended here. */
    public static Optional<Session> resume(Connection connection, SessionStore store) {
        LiveConnection live = LiveConnection.of(connection).asOpened();
        SessionRegistry registry = of(live);
        return store.load()
                .flatMap(SessionJson::read)
                .filter(tokens -> !registry.ended.contains(tokens.sessionId()))
                .map(tokens -> registry.managerOf(tokens.sessionId(), new SessionManager(live, store, tokens, true))
                        .moveToStore(store));
    }

    /** Takes a refresh token from elsewhere: the answer to its refresh is the session. */
    public static Session resume(Connection connection, @Nullable SessionStore store, Secret refreshToken) {
        return register(connection, store, Calls.run(connection, SessionOperations.refresh(refreshToken)));
    }

    /** Remembers that a session is over. */
    void ended(String id) {
        boolean ignored = ended.add(id);
    }

    private SessionManager managerOf(String id, SessionManager fresh) {
        if (sessions.size() >= SWEEP_AT) {
            sessions.values().removeIf(reference -> reference.get() == null);
        }
        WeakReference<SessionManager> kept = sessions.compute(id, (key, there) -> {
            SessionManager known = there == null ? null : there.get();
            return known != null && !known.ended() ? there : new WeakReference<>(fresh);
        });
        SessionManager manager = kept.get();
        return manager == null ? fresh : manager;
    }
}
