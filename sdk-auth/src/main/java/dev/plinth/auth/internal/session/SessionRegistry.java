package dev.plinth.auth.internal.session;

import dev.plinth.auth.Session;
import dev.plinth.auth.SessionStore;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a connection and its clients: one manager for each session, removed when it is no longer referenced.
 */
public final class SessionRegistry {

    private static final int CLEANUP_THRESHOLD = 256;
    private static final int MAX_ENDED = 1024;

    private final Map<String, WeakReference<SessionManager>> sessions = new ConcurrentHashMap<>();

    /** The ids of recently ended sessions: a store that could not be cleared must not restore them. */
    private final Set<String> ended = Collections.newSetFromMap(Collections.synchronizedMap(new RecentIds()));

    private static final class RecentIds extends LinkedHashMap<String, Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_ENDED;
        }
    }

    private SessionRegistry() {}

    static SessionRegistry of(LiveConnection connection) {
        return connection.sharedInstance(SessionRegistry.class, SessionRegistry::new);
    }

    /**
     * Registers the session of a response: updates the tokens of a session in use, or creates a session.
     *
     * @param store the store for the session; null to keep the current store, or to use memory for a new session
     */
    public static Session register(Connection connection, @Nullable SessionStore store, SessionResponse response) {
        LiveConnection live = LiveConnection.of(connection).asOpened();
        Tokens tokens = Tokens.of(response, live.timing().now());
        SessionRegistry registry = of(live);
        boolean ignored = registry.ended.remove(tokens.sessionId());
        SessionStore sessionStore = store == null ? SessionStore.inMemory() : store;
        SessionManager newSession = new SessionManager(live, sessionStore, tokens, false);
        SessionManager manager = registry.findOrAdd(tokens.sessionId(), newSession);
        return manager == newSession ? newSession.saveNew() : manager.replaceTokens(tokens, store);
    }

    /**
     * Loads the session of a store; empty if the store has none, or a damaged one, or one that ended in this process.
     */
    public static Optional<Session> resume(Connection connection, SessionStore store) {
        LiveConnection live = LiveConnection.of(connection).asOpened();
        SessionRegistry registry = of(live);
        return store.load()
                .flatMap(SessionJson::read)
                .filter(tokens -> !registry.ended.contains(tokens.sessionId()))
                .map(tokens -> registry.findOrAdd(tokens.sessionId(), new SessionManager(live, store, tokens, true))
                        .moveToStore(store));
    }

    /** Creates a session by exchanging a refresh token. */
    public static Session resume(Connection connection, @Nullable SessionStore store, Secret refreshToken) {
        return register(connection, store, OperationRunner.run(connection, SessionOperations.refresh(refreshToken)));
    }

    /** Records that a session has ended. */
    void ended(String id) {
        boolean ignored = ended.add(id);
    }

    private SessionManager findOrAdd(String id, SessionManager newManager) {
        if (sessions.size() >= CLEANUP_THRESHOLD) {
            sessions.values().removeIf(entry -> entry.get() == null);
        }
        WeakReference<SessionManager> registered = sessions.compute(id, (key, reference) -> {
            SessionManager existing = reference == null ? null : reference.get();
            return existing != null && !existing.ended() ? reference : new WeakReference<>(newManager);
        });
        SessionManager manager = registered.get();
        return manager == null ? newManager : manager;
    }
}
