package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.interfaces.DecodedJWT;
import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerificationException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token has to say, beside being signed. */
public record Checks(
        @Nullable String issuer, @Nullable String audience, Set<String> roles, Duration leeway, Clock clock) {

    /** Checks being collected. */
    public static final class Collected {

        public @Nullable String issuer;
        public @Nullable String audience;
        public Set<String> roles = Set.of();
        public Duration leeway = Duration.ZERO;
        public Clock clock = Clock.systemUTC();

        /** Returns what was collected. */
        public Checks checks() {
            return new Checks(issuer, audience, roles, leeway, clock);
        }
    }

    void check(DecodedJWT token) {
        Instant now = clock.instant();
        Instant expiry = token.getExpiresAtAsInstant();
        if (expiry == null) {
            throw refused(Reason.EXPIRED, "it does not say when it expires");
        }
        if (!now.minus(leeway).isBefore(expiry)) {
            throw refused(Reason.EXPIRED, "it expired at " + expiry);
        }
        notBefore(token.getNotBeforeAsInstant(), now, "it is not valid before ");
        notBefore(token.getIssuedAtAsInstant(), now, "it says it was made at ");
        if (issuer != null && !issuer.equals(token.getIssuer())) {
            throw refused(Reason.WRONG_ISSUER, "another server made it");
        }
        List<String> audiences = token.getAudience();
        if (audience != null && (audiences == null || !audiences.contains(audience))) {
            throw refused(Reason.WRONG_AUDIENCE, "it was not made for \"" + audience + "\"");
        }
        if (!roles.isEmpty() && !hasRole(token)) {
            throw refused(Reason.WRONG_ROLE, "it is of another role than " + roles);
        }
    }

    private boolean hasRole(DecodedJWT token) {
        String role = token.getClaim("role").asString();
        return role != null && roles.contains(role);
    }

    private void notBefore(@Nullable Instant time, Instant now, String what) {
        if (time != null && now.plus(leeway).isBefore(time)) {
            throw refused(Reason.NOT_YET_VALID, what + time);
        }
    }

    static TokenVerificationException refused(Reason reason, String message) {
        return new TokenVerificationException(reason, message, null);
    }
}
