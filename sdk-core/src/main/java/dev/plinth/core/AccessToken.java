package dev.plinth.core;

import dev.plinth.core.internal.json.JwtClaims;
import dev.plinth.core.internal.text.Arguments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The access token (a JWT) of a signed-in user, fixed or from a supplier.
 *
 * <p>Thread-safe. {@link #toString()} does not show the token.
 */
public final class AccessToken implements Credentials {

    /** How long before its expiry a token is replaced. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    private final @Nullable Supplier<String> supplier;
    private final Clock clock;
    private volatile @Nullable Held held;

    private record Held(Secret token, Optional<Instant> expiresAt) {

        boolean expiresSoon(Clock clock) {
            return expiresAt.isPresent()
                    && clock.instant().isAfter(expiresAt.get().minus(EARLY));
        }

        boolean expired(Clock clock) {
            return expiresAt.isPresent() && !clock.instant().isBefore(expiresAt.get());
        }
    }

    private AccessToken(@Nullable Supplier<String> supplier, Clock clock, @Nullable Held held) {
        this.supplier = supplier;
        this.clock = clock;
        this.held = held;
    }

    /**
     * Returns credentials with a fixed token. Once it has expired, calls fail with {@link AuthenticationException}.
     *
     * @param token the JWT, without {@code Bearer}
     * @return the credentials
     * @throws NullPointerException if the token is null
     * @throws IllegalArgumentException if the token is blank, quoted, or contains a space or another character that no
     *     token has
     */
    public static AccessToken of(String token) {
        return new AccessToken(null, Clock.systemUTC(), new Held(checked(token), Optional.empty()));
    }

    /**
     * Returns credentials with a token from a supplier.
     *
     * <p>The supplier is called before the first call, when the token's {@code exp} claim is less than 30 seconds away,
     * and when the server rejects the token. Between these moments the token is cached, so the supplier may request a
     * new token each time. It runs on a thread of the connection; as long as the old token is still valid, no call
     * waits for it. A supplier must always return tokens of the same user.
     *
     * @param supplier returns a valid JWT; may block; never called concurrently by one connection
     * @return the credentials
     */
    public static AccessToken of(Supplier<String> supplier) {
        return of(supplier, Clock.systemUTC());
    }

    /**
     * Returns credentials with a token from a supplier, as {@link #of(Supplier)} does, whose expiry is checked against
     * another clock.
     *
     * @param supplier returns a valid JWT; may block; never called concurrently by one connection
     * @param clock tells the current time
     * @return the credentials
     */
    public static AccessToken of(Supplier<String> supplier, Clock clock) {
        Arguments.required(clock, "clock");
        return new AccessToken(Objects.requireNonNull(supplier, "supplier"), clock, null);
    }

    @Override
    public Optional<Secret> token() {
        Held now = held;
        if (now == null || now.expiresSoon(clock)) {
            return Optional.empty();
        }
        return Optional.of(now.token());
    }

    @Override
    public Optional<Secret> expiringToken() {
        Held now = held;
        return now == null || now.expired(clock) ? Optional.empty() : Optional.of(now.token());
    }

    @Override
    public Optional<Secret> freshToken() {
        if (supplier == null) {
            return Optional.empty();
        }
        Secret token = checked(supplier.get());
        held = new Held(token, JwtClaims.expiry(token));
        return Optional.of(token);
    }

    private static Secret checked(@Nullable String token) {
        return Secret.of(
                Arguments.secret(token, "token", "the access token", "what the sign-in returned, without \"Bearer\""));
    }

    @Override
    public String toString() {
        return supplier == null ? "AccessToken[fixed]" : "AccessToken[supplied]";
    }
}
