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
 * @param life the lifetime of the access token from then on
 */
record Tokens(
        Secret accessToken,
        Secret refreshToken,
        Instant receivedAt,
        Duration life,
        Map<String, Object> rawUser,
        Optional<Secret> providerToken,
        Optional<Secret> providerRefreshToken,
        List<PasswordWeakness> passwordWeaknesses)
        implements SessionTokens {

    private static final Duration MARGIN = Duration.ofSeconds(90);

    /** The maximum lifetime. Servers and files may contain any number, and later times would overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    Tokens {
        life = life.isNegative() ? Duration.ZERO : shorter(life, LONGEST);
        receivedAt = receivedAt.isBefore(Instant.EPOCH) ? Instant.EPOCH : receivedAt;
        receivedAt = receivedAt.isAfter(LATEST) ? LATEST : receivedAt;
    }

    static Tokens of(SessionResponse answer, Instant now) {
        return new Tokens(
                answer.accessToken(),
                answer.refreshToken(),
                now,
                Duration.ofSeconds(answer.expiresIn()),
                answer.user(),
                answer.providerToken(),
                answer.providerRefreshToken(),
                answer.passwordWeaknesses());
    }

    @Override
    public Instant expiresAt() {
        return receivedAt.plus(life);
    }

    /**
     * Returns the time of the next refresh: after 80 % of the token's lifetime or 90 seconds before its expiry,
     * whichever is earlier, but not before half of the lifetime, so that short-lived tokens are not refreshed
     * continuously.
     */
    Instant refreshAt() {
        Duration early = shorter(life.multipliedBy(8).dividedBy(10), life.minus(MARGIN));
        Duration half = life.dividedBy(2);
        return receivedAt.plus(early.compareTo(half) < 0 ? half : early);
    }

    private static Duration shorter(Duration a, Duration b) {
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
                life,
                user,
                providerToken,
                providerRefreshToken,
                passwordWeaknesses);
    }

    /** Compares the tokens without their users. */
    boolean same(Tokens other) {
        return refreshToken.equals(other.refreshToken) && accessToken.equals(other.accessToken);
    }

    /** Compares the times of issue, by the server's clock if both tokens contain it, else by this machine's clock. */
    boolean newerThan(Tokens other) {
        Optional<Long> mine = issuedAt();
        Optional<Long> theirs = other.issuedAt();
        if (mine.isPresent() && theirs.isPresent()) {
            return mine.get() > theirs.get();
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
