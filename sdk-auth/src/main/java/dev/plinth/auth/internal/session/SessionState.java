package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionEndedException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a session.
 *
 * @param refreshAt the time of the next refresh
 * @param end the reason why the session has ended; null if it has not
 */
record SessionState(
        Tokens tokens, Instant refreshAt, @Nullable SessionEndedException end) {

    static SessionState of(Tokens tokens) {
        return new SessionState(tokens, tokens.refreshAt(), null);
    }

    boolean isActive() {
        return end == null;
    }

    /** Throws a new exception for each caller, with the caller's stack trace, if the session has ended. */
    void checkActive() {
        if (end != null) {
            throw new SessionEndedException(end.code(), end.getCause());
        }
    }

    /** Returns a state with a later refresh, but not later than the token's expiry. */
    SessionState withLaterRefresh(Instant now, Duration pause) {
        Instant next = now.plus(pause);
        Instant expiry = tokens.expiresAt();
        return new SessionState(tokens, next.isBefore(expiry) ? next : expiry, end);
    }

    SessionState withEnd(SessionEndedException reason) {
        return new SessionState(tokens, refreshAt, reason);
    }
}
