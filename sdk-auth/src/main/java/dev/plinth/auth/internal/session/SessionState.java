package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionEndedException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session is at one moment.
 *
 * @param refreshAt when the next refresh is due
 * @param end why it is over, if it is
 */
record SessionState(
        Tokens tokens, Instant refreshAt, @Nullable SessionEndedException end) {

    static SessionState of(Tokens tokens) {
        return new SessionState(tokens, tokens.refreshAt(), null);
    }

    boolean alive() {
        return end == null;
    }

    /** Throws an exception of its own for each caller, so that its stack trace is the caller's. */
    void checkAlive() {
        if (end != null) {
            throw new SessionEndedException(end.code(), end.getCause());
        }
    }

    /** Puts the next refresh off, but not beyond the token's end. */
    SessionState postponed(Instant now, Duration pause) {
        Instant next = now.plus(pause);
        Instant last = tokens.expiresAt();
        return new SessionState(tokens, next.isBefore(last) ? next : last, end);
    }

    SessionState ended(SessionEndedException how) {
        return new SessionState(tokens, refreshAt, how);
    }
}
