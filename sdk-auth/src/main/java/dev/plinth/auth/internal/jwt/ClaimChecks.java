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

/**
 * What a token has to say, beside being signed.
 *
 * @param audience the one that it must be for; null for any
 * @param roles the roles that are taken; null for all but those of the project's keys, empty for all
 * @param keysNeedAudience whether the audience is asked of the project's keys too, which have none
 */
public record ClaimChecks(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable Set<String> roles,
        boolean keysNeedAudience,
        Duration leeway,
        Clock clock) {

    /** The roles of the keys that come with a project: whoever shows one of these is no user. */
    private static final Set<String> OF_KEYS = Set.of("anon", "service_role");

    /** Checks being collected. */
    public static final class Collected {

        public @Nullable String issuer;
        public @Nullable String audience = "authenticated";
        public @Nullable Set<String> roles;
        public boolean keysNeedAudience;
        public Duration leeway = Duration.ofSeconds(30);
        public Clock clock = Clock.systemUTC();

        /** Returns what was collected. */
        public ClaimChecks checks() {
            return new ClaimChecks(issuer, audience, roles, keysNeedAudience, leeway, clock);
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
        String role = token.getClaim("role").asString();
        role(role);
        audience(role, token.getAudience());
    }

    private void role(@Nullable String role) {
        boolean ofKey = role != null && OF_KEYS.contains(role);
        if (roles == null && ofKey) {
            throw refused(Reason.WRONG_ROLE, "it is a key of a project (role " + role + "), not a user's token");
        }
        if (roles != null && !roles.isEmpty() && (role == null || !roles.contains(role))) {
            throw refused(Reason.WRONG_ROLE, "it is of another role than " + roles);
        }
    }

    private void audience(@Nullable String role, @Nullable List<String> given) {
        List<String> audiences = given == null ? List.of() : given;
        boolean key = audiences.isEmpty() && role != null && OF_KEYS.contains(role);
        boolean asked = audience != null && (keysNeedAudience || !key);
        if (asked && !audiences.contains(audience)) {
            throw refused(Reason.WRONG_AUDIENCE, "it was not made for \"" + audience + "\"");
        }
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
