package dev.plinth.auth;

import dev.plinth.auth.internal.jwt.Checks;
import dev.plinth.auth.internal.jwt.KeySet;
import dev.plinth.auth.internal.jwt.Keys;
import dev.plinth.auth.internal.jwt.ServerCheck;
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
 * Verifies users' access tokens without asking the server: signature, expiry, role and audience.
 *
 * <pre>{@code
 * TokenVerifier verifier = TokenVerifier.builder().keysOf(project.connection()).build();
 * VerifiedToken token = verifier.verify(bearer);
 * }</pre>
 *
 * <p>A token has to pass each of these checks; they do not depend on each other, and of {@code roles} and {@code
 * anyRole}, and of {@code audience} and {@code anyAudience}, the last call counts:
 *
 * <ul>
 *   <li>Signature: by one of the secrets or keys, or by the server.
 *   <li>Time: {@code exp}, {@code nbf} and {@code iat}, give or take 30 seconds ({@link Builder#leeway}).
 *   <li>Issuer: any, unless {@link Builder#issuer} is set.
 *   <li>Role: any but {@code anon} and {@code service_role}, which are those of the project's own keys. {@link
 *       Builder#roles} takes the named ones only, {@link Builder#anyRole} takes all.
 *   <li>Audience: {@code authenticated}. {@link Builder#audience} sets another one, {@link Builder#anyAudience} takes
 *       tokens for any audience or none. The project's keys have no audience: where their role is taken, the audience is
 *       asked of them only if it was set by {@link Builder#audience}.
 * </ul>
 *
 * <p>A token whose session was ended, or whose user was banned, is good until it expires: that is what verifying
 * without the server means. Immutable and thread-safe; make one and keep it.
 */
public final class TokenVerifier {

    private final Verifier verifier;

    private TokenVerifier(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Starts a verifier.
     *
     * @return a builder without keys
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies a token.
     *
     * @param token a JWT, without {@code Bearer}
     * @return what it says
     * @throws TokenVerificationException if it is not to be trusted, or the keys cannot be fetched
     * @throws dev.plinth.core.CallInterruptedException if the thread is interrupted while it waits for keys or for the
     *     server; the flag is set again
     */
    public VerifiedToken verify(String token) {
        return verifier.verify(Objects.requireNonNull(token, "token"));
    }

    /**
     * Collects what a token has to be like. Not thread-safe.
     */
    public static final class Builder {

        private final Checks.Collected checks = new Checks.Collected();
        private final List<Secret> secrets = new ArrayList<>();
        private final List<Connection> keys = new ArrayList<>();
        private @Nullable Connection server;
        private Duration cooldown = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Takes tokens that are signed with the project's secret (HS256). May be called more than once, for the old and
         * the new secret while a secret is replaced.
         *
         * @param jwtSecret the secret
         * @return this builder
         * @throws IllegalArgumentException if the secret is blank
         */
        public Builder secret(Secret jwtSecret) {
            if (Objects.requireNonNull(jwtSecret, "jwtSecret").reveal().isBlank()) {
                throw new IllegalArgumentException("jwtSecret is blank: give the JWT secret of the project's settings");
            }
            secrets.add(jwtSecret);
            return this;
        }

        /**
         * Takes tokens that are signed with one of the project's published keys (RS256, ES256, EdDSA and their kin).
         * They are fetched from {@code GET /.well-known/jwks.json} when first needed, again every ten minutes, and at
         * once, but not too often, when a token names a key that is not among them. If the server is down, the keys at
         * hand are used. After a fetch that failed or brought no key, the next one is made after a pause that grows from
         * half a second to 30 seconds. May be called more than once, for tokens of several projects.
         *
         * @param connection a connection straight to the project
         * @return this builder
         */
        public Builder keysOf(Connection connection) {
            keys.add(Objects.requireNonNull(connection, "connection"));
            return this;
        }

        /**
         * Asks the project's server about each token ({@code GET /user}) where neither its secret nor its keys are at
         * hand. Secrets and keys are not used then. Slower than checking signatures, and stricter: the server refuses
         * tokens whose session has ended or whose user was deleted.
         *
         * @param connection a connection straight to the project
         * @return this builder
         * @throws IllegalArgumentException if the connection is to a control plane
         */
        public Builder verifyWithServer(Connection connection) {
            if (!ServerCheck.possible(Objects.requireNonNull(connection, "connection"))) {
                throw new IllegalArgumentException(
                        "connection is to a control plane: give one straight to the project, by Project.connect(url, key)");
            }
            this.server = connection;
            return this;
        }

        /**
         * Sets how long not to fetch keys again for tokens that name keys which are not there.
         *
         * @param time up to a day; 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative or longer than a day
         */
        public Builder keysCooldown(Duration time) {
            Arguments.required(time, "time");
            this.cooldown = upToADay(time, "keysCooldown");
            return this;
        }

        /**
         * Takes tokens of one issuer only.
         *
         * @param name the claim {@code iss}, such as {@code https://ref.example.co/auth/v1}
         * @return this builder
         */
        public Builder issuer(String name) {
            checks.issuer = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Takes tokens for one audience only, the project's keys included.
         *
         * @param name has to be among the claim {@code aud}; {@code authenticated} by default
         * @return this builder
         */
        public Builder audience(String name) {
            checks.audience = Objects.requireNonNull(name, "name");
            checks.keysNeedAudience = true;
            return this;
        }

        /**
         * Takes tokens for any audience, or for none.
         *
         * @return this builder
         */
        public Builder anyAudience() {
            checks.audience = null;
            return this;
        }

        /**
         * Takes tokens of some roles only. They may be {@code anon} and {@code service_role}, which are refused
         * otherwise.
         *
         * @param names what the claim {@code role} may be
         * @return this builder
         * @throws IllegalArgumentException if there is no name
         */
        public Builder roles(String... names) {
            Arguments.required(names, "names");
            if (names.length == 0) {
                throw new IllegalArgumentException("names is empty: name the roles, or use anyRole()");
            }
            checks.roles = Set.copyOf(Arrays.asList(names));
            return this;
        }

        /**
         * Takes tokens of all roles, {@code anon} and {@code service_role} among them, and tokens without one: whoever
         * has the project's public key then passes.
         *
         * @return this builder
         */
        public Builder anyRole() {
            checks.roles = Set.of();
            return this;
        }

        /**
         * Sets the clock skew that is tolerated when {@code exp}, {@code nbf} and {@code iat} are checked.
         *
         * @param time up to a day; 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative or longer than a day
         */
        public Builder leeway(Duration time) {
            Arguments.required(time, "time");
            checks.leeway = upToADay(time, "leeway");
            return this;
        }

        private static Duration upToADay(Duration time, String name) {
            if (Objects.requireNonNull(time, name).isNegative() || time.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(name + " must be between zero and a day: " + time);
            }
            return time;
        }

        /**
         * Sets what tells the time.
         *
         * @param other the clock; the machine's by default
         * @return this builder
         */
        public Builder clock(Clock other) {
            checks.clock = Objects.requireNonNull(other, "other");
            return this;
        }

        /**
         * Returns the verifier. Nothing is sent.
         *
         * @return the verifier
         * @throws IllegalStateException if there is no secret, no connection for keys and none for the server
         */
        public TokenVerifier build() {
            if (server != null) {
                return new TokenVerifier(Verifier.asking(new ServerCheck(server), checks.checks()));
            }
            if (secrets.isEmpty() && keys.isEmpty()) {
                throw new IllegalStateException("a verifier needs secret(…), keysOf(…) or verifyWithServer(…)");
            }
            List<KeySet> published = new ArrayList<>();
            for (Connection connection : keys) {
                published.add(Keys.published(connection, checks.clock, cooldown));
            }
            return new TokenVerifier(Verifier.local(published, secrets, checks.checks()));
        }
    }
}
