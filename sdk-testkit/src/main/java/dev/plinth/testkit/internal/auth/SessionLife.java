package dev.plinth.testkit.internal.auth;

import java.time.Duration;
import java.time.Instant;

/** When a session is over though its row is still there. */
final class SessionLife {
    private SessionLife() {}

    static boolean over(Session session, AuthSettings settings, Instant now) {
        return past(session.createdAt, settings.duration("SESSIONS_TIMEBOX"), now)
                || past(session.refreshedAt, settings.duration("SESSIONS_INACTIVITY_TIMEOUT"), now)
                || (!session.raised
                        && session.user.hasVerifiedFactor()
                        && past(session.createdAt, settings.duration("SESSIONS_ALLOW_LOW_AAL"), now));
    }

    private static boolean past(Instant start, Duration limit, Instant now) {
        return !limit.isZero() && now.isAfter(start.plus(limit));
    }
}
