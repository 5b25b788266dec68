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
 * The checks of a token's claims.
 *
 * @param audience the required audience; null for any
 * @param roles the accepted roles; null for all except those of API keys, empty for all
 * @param keysNeedAudience whether the audience of API keys, which have none, is checked too
 */
public record ClaimChecks(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable Set<String> roles,
        boolean keysNeedAudience,
        Duration leeway,
        Clock clock) {

    /** The roles of a project's API keys, which do not belong to a user. */
    private static final Set<String> API_KEY_ROLES = Set.of("anon", "service_role");

    /** Collects the checks. */
    public static final class Builder {

        public @Nullable String issuer;
        public @Nullable String audience = "authenticated";
        public @Nullable Set<String> roles;
        public boolean keysNeedAudience;
        public Duration leeway = Duration.ofSeconds(30);
        public Clock clock = Clock.systemUTC();

        /** Returns the checks as an immutable value. */
        public ClaimChecks checks() {
            return new ClaimChecks(issuer, audience, roles, keysNeedAudience, leeway, clock);
        }
    }

    void check(DecodedJWT token) {
        Instant now = clock.instant();
        Instant expiry = token.getExpiresAtAsInstant();
        if (expiry == null) {
            throw rejected(Reason.EXPIRED, "it has no expiry (claim exp)");
        }
        if (!now.minus(leeway).isBefore(expiry)) {
            throw rejected(Reason.EXPIRED, "it expired at " + expiry);
        }
        checkNotBefore(token.getNotBeforeAsInstant(), now, "it is not valid before ");
        checkNotBefore(token.getIssuedAtAsInstant(), now, "it was issued in the future, at ");
        if (issuer != null && !issuer.equals(token.getIssuer())) {
            throw rejected(Reason.WRONG_ISSUER, "its issuer is not " + issuer);
        }
        String role = token.getClaim("role").asString();
        role(role);
        audience(role, token.getAudience());
    }

    private void role(@Nullable String role) {
        boolean isApiKey = role != null && API_KEY_ROLES.contains(role);
        if (roles == null && isApiKey) {
            throw rejected(Reason.WRONG_ROLE, "it is an API key (role " + role + "), not a user's access token");
        }
        if (roles != null && !roles.isEmpty() && (role == null || !roles.contains(role))) {
            throw rejected(Reason.WRONG_ROLE, "its role is not one of " + roles);
        }
    }

    private void audience(@Nullable String role, @Nullable List<String> tokenAudience) {
        List<String> audiences = tokenAudience == null ? List.of() : tokenAudience;
        boolean keyWithoutAudience = audiences.isEmpty() && role != null && API_KEY_ROLES.contains(role);
        boolean required = audience != null && (keysNeedAudience || !keyWithoutAudience);
        if (required && !audiences.contains(audience)) {
            throw rejected(Reason.WRONG_AUDIENCE, "its audience is not \"" + audience + "\"");
        }
    }

    private void checkNotBefore(@Nullable Instant time, Instant now, String message) {
        if (time != null && now.plus(leeway).isBefore(time)) {
            throw rejected(Reason.NOT_YET_VALID, message + time);
        }
    }

    static TokenVerificationException rejected(Reason reason, String message) {
        return new TokenVerificationException(reason, message, null);
    }
}
