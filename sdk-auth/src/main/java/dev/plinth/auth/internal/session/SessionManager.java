package dev.plinth.auth.internal.session;

import dev.plinth.auth.Session;
import dev.plinth.auth.SessionEndedException;
import dev.plinth.auth.SessionEvent;
import dev.plinth.auth.SessionEvent.Kind;
import dev.plinth.auth.SessionStore;
import dev.plinth.auth.SignOutScope;
import dev.plinth.auth.User;
import dev.plinth.core.ApiException;
import dev.plinth.core.Credentials;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.async.SingleFlight;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The implementation of a session. Runs one refresh at a time, in the background and with the settings of the
 * connection; saves new tokens before they are used; ends the session only for definite error codes of the server.
 *
 * <p>The state is read without a lock. Changes of the state, and saving them, happen under a lock, so that the store
 * and the state agree. The lock is never held while waiting for the server or for another process.
 */
public final class SessionManager implements Session, Credentials {

    static final ErrorCode SIGNED_OUT = ErrorCode.of("signed_out");

    /** The error codes after which no refresh token of the session is valid. */
    private static final Set<String> DEFINITE = Set.of(
            "refresh_token_not_found",
            "refresh_token_already_used",
            "session_not_found",
            "session_expired",
            "user_banned",
            "user_not_found");

    /** The pause after a failed refresh, during which the current token is used. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final LiveConnection connection;
    private final SessionPersistence persistence;
    private final SessionListeners announcer;
    private final SingleFlight<Tokens> refreshes;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SessionState state;

    /**
     * Creates a session.
     *
     * @param stored whether the store already contains it
     */
    SessionManager(LiveConnection connection, SessionStore store, Tokens tokens, boolean stored) {
        this.connection = connection;
        this.announcer = new SessionListeners(ListenerThreads.of(connection));
        this.persistence = new SessionPersistence(store, stored, e -> announce(Kind.STORE_FAILED, e));
        this.refreshes = new SingleFlight<>(connection.background());
        this.state = SessionState.of(tokens);
    }

    // Accessors

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
        return !state.alive();
    }

    @Override
    public Subscription onEvent(Consumer<? super SessionEvent> listener) {
        Arguments.required(listener, "listener");
        return announcer.add(listener);
    }

    @Override
    public Subscription startAutoRefresh() {
        return AutoRefresh.start(this, connection);
    }

    // Credentials

    @Override
    public Credentials credentials() {
        return this;
    }

    @Override
    public Optional<Secret> token() {
        SessionState now = state;
        boolean good = now.alive() && connection.timing().now().isBefore(now.refreshAt());
        return good ? Optional.of(now.tokens().accessToken()) : Optional.empty();
    }

    @Override
    public Optional<Secret> expiringToken() {
        SessionState now = state;
        boolean valid = now.alive() && valid(now.tokens());
        return valid ? Optional.of(now.tokens().accessToken()) : Optional.empty();
    }

    private boolean valid(Tokens tokens) {
        return connection.timing().now().isBefore(tokens.expiresAt());
    }

    @Override
    public Optional<Secret> freshToken() {
        Tokens presented = state.tokens();
        try {
            return Optional.of(refreshed(presented).accessToken());
        } catch (SessionEndedException e) {
            throw e;
        } catch (PlinthException e) {
            if (valid(presented)) {
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

    /** Starts a refresh that the caller does not wait for. */
    CompletableFuture<Tokens> refreshAhead() {
        return joined(state.tokens());
    }

    Instant refreshAt() {
        return state.refreshAt();
    }

    // Refreshing

    /** Returns newer tokens than the presented ones, and refreshes if there are none yet. */
    private Tokens refreshed(Tokens presented) {
        if (connection.capturingCurl()) {
            OperationRunner.perform(connection, SessionOperations.refresh(presented.refreshToken()));
        }
        return connection.await(joined(presented), "the session's refresh");
    }

    private CompletableFuture<Tokens> joined(Tokens presented) {
        return refreshes.join(() -> refreshedOnce(presented));
    }

    private Tokens refreshedOnce(Tokens presented) {
        try {
            return superseded(presented) ? state.tokens() : persistence.withLock(() -> refreshedAlone(presented));
        } catch (SessionEndedException e) {
            throw e;
        } catch (RuntimeException e) {
            postpone(presented, e);
            throw e;
        }
    }

    /** Returns whether the session has newer tokens than the presented ones. */
    private boolean superseded(Tokens presented) {
        SessionState now = state;
        now.checkAlive();
        return !now.tokens().same(presented);
    }

    /** Refreshes, while the store's lock is held. */
    private Tokens refreshedAlone(Tokens presented) {
        if (superseded(presented)) {
            return state.tokens();
        }
        StoredSession stored = persistence.load(presented);
        if (persistence.removedElsewhere(stored)) {
            throw end(SIGNED_OUT, null, Kind.SIGNED_OUT);
        }
        Tokens latest = stored.latest();
        if (!latest.same(presented) && connection.timing().now().isBefore(latest.refreshAt())) {
            return take(presented, latest, latest);
        }
        return take(presented, latest, ask(latest).withUserOf(latest));
    }

    private Tokens ask(Tokens latest) {
        try {
            return Tokens.of(
                    OperationRunner.run(connection, SessionOperations.refresh(latest.refreshToken())),
                    connection.timing().now());
        } catch (ApiException e) {
            if (DEFINITE.contains(e.code().value())) {
                SessionEndedException end = end(e.code(), e, Kind.ENDED);
                persistence.clear(latest);
                throw end;
            }
            throw e;
        }
    }

    /** Delays the next refresh and reports the failure; the current token stays in use. */
    private void postpone(Tokens presented, RuntimeException failure) {
        lock.lock();
        try {
            SessionState now = state;
            if (now.tokens().same(presented)) {
                state = now.postponed(connection.timing().now(), PAUSE);
            }
            announce(Kind.REFRESH_FAILED, failure);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Replaces the session's tokens with fresh ones, unless the session ended or received other tokens in the meantime,
     * in this process or in another one with the same store.
     *
     * @param presented the session's own tokens when the refresh began
     * @param latest the tokens that were refreshed
     */
    private Tokens take(Tokens presented, Tokens latest, Tokens fresh) {
        lock.lock();
        try {
            if (superseded(presented)) {
                return state.tokens();
            }
            StoredSession stored = persistence.load(fresh);
            if (persistence.removedElsewhere(stored)) {
                throw end(SIGNED_OUT, null, Kind.SIGNED_OUT);
            }
            boolean othersAreNewer =
                    !stored.latest().same(fresh) && !stored.latest().same(latest);
            Tokens newest = othersAreNewer ? stored.latest() : fresh;
            Tokens own = state.tokens();
            boolean updated = !own.rawUser().equals(presented.rawUser());
            Tokens taken = updated ? newest.withUser(own.rawUser()) : newest;
            if (!stored.holds(StoredSession.State.ANOTHERS) && !othersAreNewer) {
                persistence.save(taken);
            }
            state = SessionState.of(taken);
            announce(Kind.TOKEN_REFRESHED, null);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    // Changes and end

    /** Saves a new session. */
    Session saveNew() {
        persistence.save(state.tokens());
        return this;
    }

    /** Replaces the tokens with those of a response other than a refresh. */
    Session replaceTokens(Tokens tokens, @Nullable SessionStore store) {
        lock.lock();
        try {
            state.checkAlive();
            if (store != null) {
                boolean ignored = persistence.moveTo(store);
            }
            persistence.save(tokens);
            state = SessionState.of(tokens);
            announce(Kind.MFA_CHALLENGE_VERIFIED, null);
        } finally {
            lock.unlock();
        }
        return this;
    }

    /** Moves the session to a store. */
    Session moveToStore(SessionStore store) {
        lock.lock();
        try {
            if (persistence.moveTo(store)) {
                Tokens own = state.tokens();
                StoredSession stored = persistence.load(own);
                if (stored.latest().same(own)) {
                    persistence.save(own);
                } else {
                    state = SessionState.of(stored.latest());
                    announce(Kind.TOKEN_REFRESHED, null);
                }
            }
        } finally {
            lock.unlock();
        }
        return this;
    }

    /** Replaces the user after an update. Saved in the background, because a refresh does not need the user. */
    public void updated(Map<String, Object> user) {
        lock.lock();
        try {
            if (ended()) {
                return;
            }
            state = new SessionState(state.tokens().withUser(user), state.refreshAt(), null);
            announce(Kind.USER_UPDATED, null);
        } finally {
            lock.unlock();
        }
        connection.background().execute(() -> {
            Tokens ignored = persistence.withLock(this::savedAgain);
        });
    }

    private Tokens savedAgain() {
        lock.lock();
        try {
            Tokens own = state.tokens();
            if (!ended() && persistence.load(own).holds(StoredSession.State.CURRENT)) {
                persistence.save(own);
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Signs out on the server and ends the session in this process, also if the server no longer knows the session or
     * does not respond.
     */
    @Override
    public void signOut(SignOutScope scope) {
        Arguments.required(scope, "scope");
        if (ended() && scope == SignOutScope.LOCAL) {
            return;
        }
        RuntimeException failure = ServerSignOut.run(connection.actingAs(this), scope);
        if (scope != SignOutScope.OTHERS) {
            SessionEndedException ignored = end(SIGNED_OUT, null, Kind.SIGNED_OUT);
            persistence.clear(state.tokens());
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends the session in this process, once. */
    private SessionEndedException end(ErrorCode code, @Nullable Throwable cause, Kind kind) {
        lock.lock();
        try {
            SessionEndedException before = state.end();
            if (before != null) {
                return before;
            }
            SessionEndedException end = new SessionEndedException(code, cause);
            state = state.ended(end);
            SessionRegistry.of(connection).ended(id());
            announce(kind, end);
            return end;
        } finally {
            lock.unlock();
        }
    }

    private void announce(Kind kind, @Nullable RuntimeException cause) {
        announcer.publish(SessionEvent.of(kind, this, cause));
    }

    @Override
    public String toString() {
        return "Session[" + id() + (ended() ? ", ended]" : "]");
    }
}
