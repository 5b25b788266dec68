package dev.plinth.auth;

import dev.plinth.auth.internal.jwt.Checks;
import dev.plinth.auth.internal.jwt.KeySet;
import dev.plinth.auth.internal.jwt.Keys;
import dev.plinth.auth.internal.jwt.Verifier;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens without asking the server: the signature, the expiry, and whatever else it is told to.
 *
 * <pre>{@code
 * TokenVerifier verifier = TokenVerifier.builder().keysOf(project.connection()).audience("authenticated").build();
 * VerifiedToken token = verifier.verify(bearer);
 * }</pre>
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
     * @throws TokenVerificationException if it is not to be trusted; nothing else is thrown for any text
     */
    public VerifiedToken verify(String token) {
        return verifier.verify(Objects.requireNonNull(token, "token"));
    }

    /**
     * Collects what a token has to be like. Not thread-safe.
     */
    public static final class Builder {

        private final Checks.Collected checks = new Checks.Collected();
        private @Nullable Secret secret;
        private @Nullable Connection keys;
        private Duration cooldown = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Takes tokens that are signed with the project's secret (HS256).
         *
         * @param jwtSecret the secret
         * @return this builder
         */
        public Builder secret(Secret jwtSecret) {
            this.secret = jwtSecret;
            return this;
        }

        /**
         * Takes tokens that are signed with one of the project's published keys (RS256, ES256, EdDSA and their kin).
         * They are fetched from {@code GET /.well-known/jwks.json} when first needed, again every ten minutes, and at
         * once, but not too often, when a token names a key that is not among them. If the server is down, the keys at
         * hand are used.
         *
         * @param connection a connection straight to the project
         * @return this builder
         */
        public Builder keysOf(Connection connection) {
            this.keys = connection;
            return this;
        }

        /**
         * Sets how long not to fetch keys again for tokens that name keys which are not there.
         *
         * @param time 30 seconds by default
         * @return this builder
         */
        public Builder keysCooldown(Duration time) {
            this.cooldown = Objects.requireNonNull(time, "time");
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
         * Takes tokens for one audience only.
         *
         * @param name one of the claim {@code aud}, usually {@code authenticated}
         * @return this builder
         */
        public Builder audience(String name) {
            checks.audience = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Takes tokens of some roles only.
         *
         * @param names the claim {@code role}
         * @return this builder
         */
        public Builder roles(String... names) {
            checks.roles = Set.of(names);
            return this;
        }

        /**
         * Forgives clocks that differ.
         *
         * @param time by how much; nothing by default
         * @return this builder
         */
        public Builder leeway(Duration time) {
            checks.leeway = Objects.requireNonNull(time, "time");
            return this;
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
         * @throws IllegalStateException if there is neither a secret nor a connection
         */
        public TokenVerifier build() {
            if (secret == null && keys == null) {
                throw new IllegalStateException("a verifier needs secret(…), keysOf(…), or both");
            }
            KeySet published = keys == null ? KeySet.none() : Keys.published(keys, checks.clock, cooldown);
            return new TokenVerifier(new Verifier(published, secret, checks.checks()));
        }
    }
}
