package dev.plinth.testkit.internal.auth;

import java.time.Instant;

/** A refresh token of the first kind. */
final class RefreshToken {
    final String token;
    final String parent;
    final Session session;
    boolean revoked;
    Instant updatedAt;

    RefreshToken(String token, String parent, Session session, Instant now) {
        this.token = token;
        this.parent = parent;
        this.session = session;
        this.updatedAt = now;
    }
}
