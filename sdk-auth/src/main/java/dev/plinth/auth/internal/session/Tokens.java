package dev.plinth.auth.internal.session;

import dev.plinth.auth.PasswordWeakness;
import dev.plinth.auth.SessionTokens;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.api.TokenPayload;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a session.
 *
 * @param receivedAt the time when they were received, by this machine's clock
 * @param lifetime the lifetime of the access token from then on
 */
record Tokens(
        Secret accessToken,
        Secret refreshToken,
        Instant receivedAt,
        Duration lifetime,
        Map<String, Object> rawUser,
        Optional<Secret> providerToken,
        Optional<Secret> providerRefreshToken,
        List<PasswordWeakness> passwordWeaknesses)
        implements SessionTokens {

    private static final Duration REFRESH_MARGIN = Duration.ofSeconds(90);

    /** The maximum lifetime. Servers and files may contain any number, and later times would overflow. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(36_500);

    private static final Instant MAX_TIME = Instant.parse("9999-12-31T00:00:00Z");

    Tokens {
        lifetime = lifetime.isNegative() ? Duration.ZERO : min(lifetime, MAX_LIFETIME);
        receivedAt = receivedAt.isBefore(Instant.EPOCH) ? Instant.EPOCH : receivedAt;
        receivedAt = receivedAt.isAfter(MAX_TIME) ? MAX_TIME : receivedAt;
    }

    static Tokens of(SessionResponse response, Instant now) {
        return new Tokens(
                response.accessToken(),
                response.refreshToken(),
                now,
                Duration.ofSeconds(response.expiresIn()),
                response.user(),
                response.providerToken(),
                response.providerRefreshToken(),
                response.passwordWeaknesses());
    }

    @Override
    public Instant expiresAt() {
        return receivedAt.plus(lifetime);
    }

    /**
     * Returns the time of the next refresh: after 80 % of the token's lifetime or 90 seconds before its expiry,
     * whichever is earlier, but not before half of the lifetime, so that short-lived tokens are not refreshed
     * continuously.
     */
    Instant refreshAt() {
        Duration refreshAfter = min(lifetime.multipliedBy(8).dividedBy(10), lifetime.minus(REFRESH_MARGIN));
        Duration half = lifetime.dividedBy(2);
        return receivedAt.plus(refreshAfter.compareTo(half) < 0 ? half : refreshAfter);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Keeps the earlier user if these tokens have none, as after an OAuth client's refresh. */
    Tokens withUserOf(Tokens earlier) {
        return rawUser.isEmpty() ? withUser(earlier.rawUser) : this;
    }

    Tokens withUser(Map<String, Object> user) {
        return new Tokens(
                accessToken,
                refreshToken,
                receivedAt,
                lifetime,
                user,
                providerToken,
                providerRefreshToken,
                passwordWeaknesses);
    }

    /** Compares the tokens without their users. */
    boolean sameTokens(Tokens other) {
        return refreshToken.equals(other.refreshToken) && accessToken.equals(other.accessToken);
    }

    /** Compares the times of issue, by the server's clock if both tokens contain it, else by this machine's clock. */
    boolean isNewerThan(Tokens other) {
        Optional<Long> own = issuedAt();
        Optional<Long> others = other.issuedAt();
        if (own.isPresent() && others.isPresent()) {
            return own.get() > others.get();
        }
        return receivedAt.isAfter(other.receivedAt);
    }

    private Optional<Long> issuedAt() {
        return Optional.ofNullable(TokenPayload.of(accessToken).get("iat"))
                .filter(Number.class::isInstance)
                .map(seconds -> ((Number) seconds).longValue());
    }

    User user() {
        return SessionResponse.read(rawUser, accessToken);
    }

    /** Returns the session's id from the access token, because responses do not contain it. */
    String sessionId() {
        return claim("session_id").orElseGet(() -> "token-" + Integer.toHexString(refreshToken.hashCode()));
    }

    String assuranceLevel() {
        return claim("aal").orElse("aal1");
    }

    private Optional<String> claim(String name) {
        return Optional.ofNullable(TokenPayload.of(accessToken).get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    @Override
    public String toString() {
        return "SessionTokens[expires at " + expiresAt() + "]";
    }
}
