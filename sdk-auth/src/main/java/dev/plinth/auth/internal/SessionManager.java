package dev.plinth.auth.internal;

import dev.plinth.auth.Session;
import dev.plinth.auth.SessionEndedException;
import dev.plinth.auth.SessionEvent;
import dev.plinth.auth.SessionEvent.Kind;
import dev.plinth.auth.SessionStore;
import dev.plinth.auth.SignOutScope;
import dev.plinth.auth.User;
import dev.plinth.core.ApiException;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
import dev.plinth.core.internal.call.SingleFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one session alive. Refreshes in one flight at a time, stores what came before anybody sees it, and ends the
 * session for definite answers of the server alone.
 */
public final class SessionManager implements Session {

    static final ErrorCode SIGNED_OUT = ErrorCode.of("signed_out");

    /** After these, no refresh token of the session is good for anything. */
    private static final Set<String> DEFINITE = Set.of(
            "refresh_token_not_found",
            "refresh_token_already_used",
            "session_not_found",
            "session_expired",
            "user_banned",
            "user_not_found");

    /** After a failed refresh the token at hand is used for so long before the next try. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What a sign-out may be answered when there is nothing left to sign out of. */
    private static final Set<Integer> GONE = Set.of(401, 403, 404);

    private final LiveConnection connection;
    private final SessionStore store;
    private final Announcer announcer = new Announcer();
    private final SingleFlight<Tokens> refreshes;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State state;
    private volatile boolean saved;

    private record State(
            Tokens tokens, Instant refreshAt, @Nullable SessionEndedException end) {

        static State of(Tokens tokens) {
            return new State(tokens, tokens.refreshAt(), null);
        }
    }

    SessionManager(LiveConnection connection, SessionStore store, Tokens tokens) {
        this.connection = connection;
        this.store = store;
        this.refreshes = new SingleFlight<>(connection.background());
        this.state = State.of(tokens);
    }

    /** Returns the manager of what a store holds already. */
    static SessionManager resumed(LiveConnection connection, SessionStore store, Tokens tokens) {
        SessionManager manager = new SessionManager(connection, store, tokens);
        manager.saved = true;
        return manager;
    }

    // What it is

    @Override
    public String id() {
        return state.tokens().sessionId();
    }

    @Override
    public User user() {
        return state.tokens().user();
    }

    @Override
    public Tokens tokens() {
        return state.tokens();
    }

    @Override
    public String assuranceLevel() {
        return state.tokens().assuranceLevel();
    }

    @Override
    public boolean ended() {
        return state.end() != null;
    }

    @Override
    public Subscription onEvent(Consumer<? super SessionEvent> listener) {
        return announcer.add(listener);
    }

    @Override
    public Subscription keepFresh() {
        return Freshener.start(this, connection);
    }

    // What calls are authorized by

    @Override
    public Optional<Secret> current() {
        State now = state;
        boolean good = now.end() == null && connection.timing().now().isBefore(now.refreshAt());
        return good ? Optional.of(now.tokens().accessToken()) : Optional.empty();
    }

    @Override
    public Optional<Secret> expiringToken() {
        State now = state;
        boolean valid = now.end() == null
                && connection.timing().now().isBefore(now.tokens().expiresAt());
        return valid ? Optional.of(now.tokens().accessToken()) : Optional.empty();
    }

    @Override
    public Optional<Secret> renew() {
        Tokens presented = state.tokens();
        try {
            return Optional.of(refreshed(presented).accessToken());
        } catch (SessionEndedException e) {
            throw e;
        } catch (PlinthException e) {
            if (connection.timing().now().isBefore(presented.expiresAt())) {
                return Optional.of(state.tokens().accessToken());
            }
            throw e;
        }
    }

    @Override
    public Session refresh() {
        Tokens ignored = refreshed(state.tokens());
        return this;
    }

    Instant refreshAt() {
        return state.refreshAt();
    }

    // Refreshing

    /** Returns tokens other than the presented ones: those that came meanwhile, or new ones. */
    private Tokens refreshed(Tokens presented) {
        try {
            return connection.await(refreshes.join(() -> refreshedOnce(presented)), "the session's refresh");
        } finally {
            announcer.tell();
        }
    }

    private Tokens refreshedOnce(Tokens presented) {
        State now = state;
        if (now.end() != null) {
            throw now.end();
        }
        return now.tokens().equals(presented) ? alone(() -> refreshAlone(presented)) : now.tokens();
    }

    /** Works while nobody else with this store does; if the store cannot tell, all the same. */
    private Tokens alone(Supplier<Tokens> work) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return store.exclusively(() -> {
                begun.set(true);
                return work.get();
            });
        } catch (PlinthException e) {
            throw e;
        } catch (RuntimeException e) {
            if (begun.get()) {
                throw e;
            }
            announcer.put(SessionEvent.of(Kind.NOT_SAVED, this, e));
            return work.get();
        }
    }

    /** Refreshes while nobody else with this store does. */
    private Tokens refreshAlone(Tokens presented) {
        StoredSession stored = StoredSession.load(store, presented);
        if (stored.vanished() && saved) {
            throw end(new SessionEndedException(SIGNED_OUT, null), Kind.SIGNED_OUT);
        }
        Tokens latest = stored.latest();
        if (!latest.equals(presented) && connection.timing().now().isBefore(latest.refreshAt())) {
            return publish(presented, latest, Kind.REFRESHED);
        }
        Tokens fresh = ask(latest).withUserOf(latest);
        if (!stored.anothers() && !ended()) {
            save(fresh);
        }
        try {
            return publish(presented, fresh, Kind.REFRESHED);
        } catch (SessionEndedException e) {
            // Signed out while the answer was on its way: what was just stored must not come back to life.
            clear();
            throw e;
        }
    }

    private Tokens ask(Tokens latest) {
        try {
            return Tokens.of(
                    Calls.run(connection, SessionOperations.refresh(latest.refreshToken())),
                    connection.timing().now());
        } catch (ApiException e) {
            if (DEFINITE.contains(e.code().value())) {
                SessionEndedException end = end(new SessionEndedException(e.code(), e), Kind.ENDED);
                clear();
                throw end;
            }
            throw postponed(e);
        } catch (PlinthException e) {
            throw postponed(e);
        }
    }

    /** Goes on with the token at hand for a while. */
    private PlinthException postponed(PlinthException failure) {
        Instant next = connection.timing().now().plus(PAUSE);
        lock.lock();
        try {
            Instant last = state.tokens().expiresAt();
            state = new State(state.tokens(), next.isBefore(last) ? next : last, state.end());
        } finally {
            lock.unlock();
        }
        announcer.put(SessionEvent.of(Kind.REFRESH_FAILED, this, failure));
        return failure;
    }

    /** Makes new tokens the ones at hand, unless the session ended or got others while they were on their way. */
    private Tokens publish(@Nullable Tokens expected, Tokens fresh, Kind kind) {
        lock.lock();
        try {
            SessionEndedException end = state.end();
            if (end != null) {
                throw end;
            }
            if (expected != null && !state.tokens().equals(expected)) {
                return state.tokens();
            }
            state = State.of(fresh);
        } finally {
            lock.unlock();
        }
        announcer.put(SessionEvent.of(kind, this, null));
        return fresh;
    }

    // Changing and ending

    /** Takes tokens that the server gave for this session by another way than a refresh. */
    Session adopt(Tokens tokens) {
        try {
            Tokens ignored = alone(() -> {
                save(tokens);
                return publish(null, tokens, Kind.REPLACED);
            });
            return this;
        } finally {
            announcer.tell();
        }
    }

    /** Signs out, on the server and here. A session that the server no longer knows is over here too. */
    public void signOut(SignOutScope scope) {
        try {
            Calls.perform(connection.actingAs(this), SessionOperations.signOut(scope));
        } catch (ApiException e) {
            if (!GONE.contains(e.status()) || e.retryable()) {
                throw e;
            }
        }
        if (scope != SignOutScope.OTHERS) {
            SessionEndedException ignored = end(new SessionEndedException(SIGNED_OUT, null), Kind.SIGNED_OUT);
            clear();
            announcer.tell();
        }
    }

    /** Ends the session here, once. */
    private SessionEndedException end(SessionEndedException how, Kind kind) {
        lock.lock();
        try {
            SessionEndedException before = state.end();
            if (before != null) {
                return before;
            }
            state = new State(state.tokens(), state.refreshAt(), how);
        } finally {
            lock.unlock();
        }
        announcer.put(SessionEvent.of(kind, this, how));
        return how;
    }

    // Storing

    /** A session goes on without its store. */
    void save(Tokens tokens) {
        try {
            store.save(SessionText.write(tokens));
            saved = true;
        } catch (RuntimeException e) {
            announcer.put(SessionEvent.of(Kind.NOT_SAVED, this, e));
        }
    }

    private void clear() {
        try {
            if (!StoredSession.load(store, state.tokens()).anothers()) {
                store.clear();
            }
        } catch (RuntimeException e) {
            announcer.put(SessionEvent.of(Kind.NOT_SAVED, this, e));
        }
    }

    @Override
    public String toString() {
        return "Session[" + id() + (ended() ? ", ended]" : "]");
    }
}
