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
    private static final Set<String> FINAL_ERRORS = Set.of(
            "refresh_token_not_found",
            "refresh_token_already_used",
            "session_not_found",
            "session_expired",
            "user_banned",
            "user_not_found");

    /** The pause after a failed refresh, during which the current token is used. */
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(10);

    private final LiveConnection connection;
    private final SessionPersistence persistence;
    private final SessionListeners listeners;
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
        this.listeners = new SessionListeners(ListenerThreads.of(connection));
        this.persistence = new SessionPersistence(store, stored, e -> publish(Kind.STORE_FAILED, e));
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
        return !state.isActive();
    }

    @Override
    public Subscription onEvent(Consumer<? super SessionEvent> listener) {
        Arguments.required(listener, "listener");
        return listeners.add(listener);
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
        SessionState current = state;
        boolean fresh = current.isActive() && connection.timing().now().isBefore(current.refreshAt());
        return fresh ? Optional.of(current.tokens().accessToken()) : Optional.empty();
    }

    @Override
    public Optional<Secret> expiringToken() {
        SessionState current = state;
        boolean valid = current.isActive() && isValid(current.tokens());
        return valid ? Optional.of(current.tokens().accessToken()) : Optional.empty();
    }

    private boolean isValid(Tokens tokens) {
        return connection.timing().now().isBefore(tokens.expiresAt());
    }

    @Override
    public Optional<Secret> freshToken() {
        Tokens presented = state.tokens();
        try {
            return Optional.of(refreshTokens(presented).accessToken());
        } catch (SessionEndedException e) {
            throw e;
        } catch (PlinthException e) {
            if (isValid(presented)) {
                return Optional.of(state.tokens().accessToken());
            }
            throw e;
        }
    }

    @Override
    public Session refresh() {
        Tokens ignored = refreshTokens(state.tokens());
        return this;
    }

    /** Starts a refresh that the caller does not wait for. */
    CompletableFuture<Tokens> refreshAhead() {
        return startRefresh(state.tokens());
    }

    Instant refreshAt() {
        return state.refreshAt();
    }

    // Refreshing

    /** Returns newer tokens than the presented ones. Refreshes the session if it does not have newer ones. */
    private Tokens refreshTokens(Tokens presented) {
        if (connection.capturingCurl()) {
            OperationRunner.perform(connection, SessionOperations.refresh(presented.refreshToken()));
        }
        return connection.await(startRefresh(presented), "the session's refresh");
    }

    private CompletableFuture<Tokens> startRefresh(Tokens presented) {
        return refreshes.join(() -> refreshIfOlder(presented));
    }

    private Tokens refreshIfOlder(Tokens presented) {
        try {
            return hasNewerTokens(presented) ? state.tokens() : persistence.withLock(() -> refreshWithLock(presented));
        } catch (SessionEndedException e) {
            throw e;
        } catch (RuntimeException e) {
            postpone(presented, e);
            throw e;
        }
    }

    /** Returns whether the session has newer tokens than the presented ones. */
    private boolean hasNewerTokens(Tokens presented) {
        SessionState current = state;
        current.checkActive();
        return !current.tokens().sameTokens(presented);
    }

    /** Refreshes the session while the lock of the store is held. */
    private Tokens refreshWithLock(Tokens presented) {
        if (hasNewerTokens(presented)) {
            return state.tokens();
        }
        StoredSession stored = persistence.load(presented);
        if (persistence.removedElsewhere(stored)) {
            throw end(SIGNED_OUT, null, Kind.SIGNED_OUT);
        }
        Tokens latest = stored.latest();
        if (!latest.sameTokens(presented) && connection.timing().now().isBefore(latest.refreshAt())) {
            return replaceAfterRefresh(presented, latest, latest);
        }
        return replaceAfterRefresh(presented, latest, requestTokens(latest).withUserOf(latest));
    }

    private Tokens requestTokens(Tokens latest) {
        try {
            return Tokens.of(
                    OperationRunner.run(connection, SessionOperations.refresh(latest.refreshToken())),
                    connection.timing().now());
        } catch (ApiException e) {
            if (FINAL_ERRORS.contains(e.code().value())) {
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
            SessionState current = state;
            if (current.tokens().sameTokens(presented)) {
                state = current.withLaterRefresh(connection.timing().now(), RETRY_PAUSE);
            }
            publish(Kind.REFRESH_FAILED, failure);
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
    private Tokens replaceAfterRefresh(Tokens presented, Tokens latest, Tokens fresh) {
        lock.lock();
        try {
            if (hasNewerTokens(presented)) {
                return state.tokens();
            }
            StoredSession stored = persistence.load(fresh);
            if (persistence.removedElsewhere(stored)) {
                throw end(SIGNED_OUT, null, Kind.SIGNED_OUT);
            }
            boolean storeHasNewer =
                    !stored.latest().sameTokens(fresh) && !stored.latest().sameTokens(latest);
            Tokens newest = storeHasNewer ? stored.latest() : fresh;
            Tokens own = state.tokens();
            boolean userUpdated = !own.rawUser().equals(presented.rawUser());
            Tokens saved = userUpdated ? newest.withUser(own.rawUser()) : newest;
            if (!stored.hasState(StoredSession.State.OTHER_SESSION) && !storeHasNewer) {
                persistence.save(saved);
            }
            state = SessionState.of(saved);
            publish(Kind.TOKEN_REFRESHED, null);
            return saved;
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
            state.checkActive();
            if (store != null) {
                boolean ignored = persistence.moveTo(store);
            }
            persistence.save(tokens);
            state = SessionState.of(tokens);
            publish(Kind.MFA_CHALLENGE_VERIFIED, null);
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
                if (stored.latest().sameTokens(own)) {
                    persistence.save(own);
                } else {
                    state = SessionState.of(stored.latest());
                    publish(Kind.TOKEN_REFRESHED, null);
                }
            }
        } finally {
            lock.unlock();
        }
        return this;
    }

    /**
     * Replaces the user after an update. The session is saved in the background, because a refresh does not need the
     * user.
     */
    public void updateUser(Map<String, Object> user) {
        lock.lock();
        try {
            if (ended()) {
                return;
            }
            state = new SessionState(state.tokens().withUser(user), state.refreshAt(), null);
            publish(Kind.USER_UPDATED, null);
        } finally {
            lock.unlock();
        }
        connection.background().execute(() -> {
            Tokens ignored = persistence.withLock(this::saveIfCurrent);
        });
    }

    private Tokens saveIfCurrent() {
        lock.lock();
        try {
            Tokens own = state.tokens();
            if (!ended() && persistence.load(own).hasState(StoredSession.State.CURRENT)) {
                persistence.save(own);
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Signs out on the server and ends the session in this process, even if the server no longer has the session or
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
            SessionEndedException previous = state.end();
            if (previous != null) {
                return previous;
            }
            SessionEndedException end = new SessionEndedException(code, cause);
            state = state.withEnd(end);
            SessionRegistry.of(connection).ended(id());
            publish(kind, end);
            return end;
        } finally {
            lock.unlock();
        }
    }

    private void publish(Kind kind, @Nullable RuntimeException cause) {
        listeners.publish(SessionEvent.of(kind, this, cause));
    }

    @Override
    public String toString() {
        return "Session[" + id() + (ended() ? ", ended]" : "]");
    }
}
