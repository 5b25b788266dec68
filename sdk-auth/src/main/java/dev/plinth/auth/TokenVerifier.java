package dev.plinth.auth;

import dev.plinth.auth.internal.jwt.ClaimChecks;
import dev.plinth.auth.internal.jwt.KeyCache;
import dev.plinth.auth.internal.jwt.KeySet;
import dev.plinth.auth.internal.jwt.ServerVerification;
import dev.plinth.auth.internal.jwt.Verifier;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies users' access tokens: signature, expiry, issuer, role and audience. By default no request is sent for a
 * token: signatures are checked locally, with the project's published keys or its JWT secret.
 *
 * <pre>{@code
 * TokenVerifier verifier = project.auth().tokenVerifier().build(); // once, at start
 * VerifiedToken verified = verifier.verify(token); // for each request
 * String userId = verified.subject().orElseThrow();
 * }</pre>
 *
 * <p>A token has to pass all of these independent checks:
 *
 * <ul>
 *   <li>Signature: matches one of the secrets or keys. With {@link Builder#verifyWithServer}, the server accepts the
 *       token.
 *   <li>Time: {@code exp} is required and has not passed; {@code nbf} and {@code iat}, if present, are not in the
 *       future. A clock skew of 30 seconds is tolerated ({@link Builder#leeway}).
 *   <li>Issuer: any, unless {@link Builder#issuer} is set.
 *   <li>Role: any except {@code anon} and {@code service_role}, which are the roles of the project's API keys. {@link
 *       Builder#roles} accepts only the given roles, {@link Builder#anyRole} accepts all; the last of these calls
 *       counts.
 *   <li>Audience: {@code authenticated}. {@link Builder#audience} sets another one, {@link Builder#anyAudience} accepts
 *       any audience or none; the last of these calls counts. API keys have no audience: if their role is accepted,
 *       their audience is checked only if it was set with {@link Builder#audience}.
 * </ul>
 *
 * <p>Local verification cannot detect that a session has ended or that a user was banned: such a token stays valid
 * until it expires. Immutable and thread-safe; create one verifier and reuse it, because it caches the keys.
 */
public final class TokenVerifier {

    private final Verifier verifier;

    private TokenVerifier(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Returns a new builder. Set at least one of {@link Builder#secret}, {@link Builder#jwksFrom} and {@link
     * Builder#verifyWithServer}.
     *
     * @return a builder without keys and secrets
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies a token.
     *
     * @param token the token, a JWT, without the prefix {@code Bearer}
     * @return the token's claims
     * @throws TokenVerificationException if the token cannot be trusted, the keys cannot be fetched, or the server that
     *     verifies it does not respond
     * @throws dev.plinth.core.CallInterruptedException if the thread is interrupted while it waits for keys or for the
     *     server; the thread's interrupt status is set again
     */
    public VerifiedToken verify(String token) {
        return verifier.verify(Objects.requireNonNull(token, "token"));
    }

    /** Configures a {@link TokenVerifier}. Not thread-safe. */
    public static final class Builder {

        private final ClaimChecks.Builder checks = new ClaimChecks.Builder();
        private final List<Secret> secrets = new ArrayList<>();
        private final List<Connection> keys = new ArrayList<>();
        private @Nullable Connection server;
        private Duration cooldown = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Accepts tokens that are signed with the project's JWT secret (HS256, HS384, HS512). Call it more than once to
         * accept several secrets, such as the old and the new one while a secret is rotated.
         *
         * @param jwtSecret the JWT secret
         * @return this builder
         * @throws IllegalArgumentException if the secret is blank
         */
        public Builder secret(Secret jwtSecret) {
            if (Objects.requireNonNull(jwtSecret, "jwtSecret").reveal().isBlank()) {
                throw new IllegalArgumentException("jwtSecret is blank: pass the project's JWT secret");
            }
            secrets.add(jwtSecret);
            return this;
        }

        /**
         * Accepts tokens that are signed with one of the project's published keys: RS256, RS384, RS512, ES256, ES384,
         * ES512 or EdDSA (Ed25519). Call it more than once to accept tokens of several projects.
         *
         * <p>The keys are fetched from {@code GET /.well-known/jwks.json} when they are first needed, and refreshed in
         * the background every ten minutes. They are also fetched when a token names an unknown key, but not more often
         * than {@link #jwksCooldown} allows. If the server is down, the cached keys stay in use. After a fetch that
         * failed or returned no keys, the next fetch waits; the pause grows from half a second to 30 seconds.
         *
         * @param connection a direct connection to the project
         * @return this builder
         */
        public Builder jwksFrom(Connection connection) {
            keys.add(Objects.requireNonNull(connection, "connection"));
            return this;
        }

        /**
         * Verifies each token with a request to the project's server ({@code GET /user}), for programs that have
         * neither the secret nor the keys. Secrets and keys are then ignored. This is slower than checking signatures,
         * and stricter: the server rejects tokens whose session has ended or whose user was deleted.
         *
         * @param connection a direct connection to the project
         * @return this builder
         * @throws IllegalArgumentException if the connection is to a control plane
         */
        public Builder verifyWithServer(Connection connection) {
            if (!ServerVerification.isSupported(Objects.requireNonNull(connection, "connection"))) {
                throw new IllegalArgumentException(
                        "the connection leads to a control plane, which cannot verify tokens: pass a direct connection to"
                                + " the project, from Project.connect(url, key)");
            }
            this.server = connection;
            return this;
        }

        /**
         * Sets the minimum time between two fetches of the published keys, for tokens that name an unknown key.
         * Default: 30 seconds.
         *
         * @param cooldown the time, from zero to one day
         * @return this builder
         * @throws IllegalArgumentException if it is negative or longer than a day
         */
        public Builder jwksCooldown(Duration cooldown) {
            Arguments.required(cooldown, "cooldown");
            this.cooldown = upToADay(cooldown, "jwksCooldown");
            return this;
        }

        /**
         * Accepts only tokens of one issuer. By default any issuer is accepted.
         *
         * @param issuer the required claim {@code iss}, such as {@code https://ref.example.co/auth/v1}
         * @return this builder
         */
        public Builder issuer(String issuer) {
            checks.issuer = Objects.requireNonNull(issuer, "issuer");
            return this;
        }

        /**
         * Accepts only tokens for one audience, also for API keys. Default: {@code authenticated}.
         *
         * @param audience the audience that the claim {@code aud} has to contain
         * @return this builder
         */
        public Builder audience(String audience) {
            checks.audience = Objects.requireNonNull(audience, "audience");
            checks.keysNeedAudience = true;
            return this;
        }

        /**
         * Accepts tokens for any audience, and tokens without one.
         *
         * @return this builder
         */
        public Builder anyAudience() {
            checks.audience = null;
            return this;
        }

        /**
         * Accepts only tokens with one of the given roles. They may include {@code anon} and {@code service_role},
         * which are rejected by default.
         *
         * @param names the accepted values of the claim {@code role}
         * @return this builder
         * @throws IllegalArgumentException if no role is given
         */
        public Builder roles(String... names) {
            Arguments.required(names, "names");
            if (names.length == 0) {
                throw new IllegalArgumentException("no role is given: pass the accepted roles, or use anyRole()");
            }
            checks.roles = Set.copyOf(Arrays.asList(names));
            return this;
        }

        /**
         * Accepts tokens with any role, including {@code anon} and {@code service_role}, and tokens without a role. The
         * project's public API key then passes verification.
         *
         * @return this builder
         */
        public Builder anyRole() {
            checks.roles = Set.of();
            return this;
        }

        /**
         * Sets the clock skew that is tolerated when {@code exp}, {@code nbf} and {@code iat} are checked. Default: 30
         * seconds.
         *
         * @param leeway the tolerated clock skew, from zero to one day
         * @return this builder
         * @throws IllegalArgumentException if it is negative or longer than a day
         */
        public Builder leeway(Duration leeway) {
            Arguments.required(leeway, "leeway");
            checks.leeway = upToADay(leeway, "leeway");
            return this;
        }

        private static Duration upToADay(Duration time, String name) {
            if (Objects.requireNonNull(time, name).isNegative() || time.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(name + " must be between zero and one day: " + time);
            }
            return time;
        }

        /**
         * Sets the clock that tokens are checked against. Default: the system clock.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            checks.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Creates the verifier. Sends nothing.
         *
         * @return the verifier
         * @throws IllegalStateException if none of {@link #secret}, {@link #jwksFrom} and {@link #verifyWithServer} is
         *     set
         */
        public TokenVerifier build() {
            if (server != null) {
                return new TokenVerifier(Verifier.remote(new ServerVerification(server), checks.checks()));
            }
            if (secrets.isEmpty() && keys.isEmpty()) {
                throw new IllegalStateException(
                        "the verifier has no keys: call secret(…), jwksFrom(…) or verifyWithServer(…)");
            }
            List<KeySet> published = new ArrayList<>();
            for (Connection connection : keys) {
                published.add(KeyCache.forProject(connection, checks.clock, cooldown));
            }
            return new TokenVerifier(Verifier.local(published, secrets, checks.checks()));
        }
    }

    @Override
    public String toString() {
        return verifier.toString();
    }
}
