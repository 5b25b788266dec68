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
 * A signed-in user's access token (a JWT), as a fixed text or from a supplier.
 *
 * <p>Immutable from outside and thread-safe. {@link #toString()} does not show the token.
 */
public final class AccessToken implements Credentials {

    /** A token this close to its end is replaced before it is sent. */
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
     * Returns a token that stays as it is. Once it has expired, calls fail with {@link AuthenticationException}.
     *
     * @param token the JWT
     * @return the credentials
     * @throws IllegalArgumentException if the text is blank, or holds characters that no header may hold
     */
    public static AccessToken of(String token) {
        return new AccessToken(null, Clock.systemUTC(), new Held(checked(token), Optional.empty()));
    }

    /**
     * Returns a token that is asked for when needed: before the first call, when its {@code exp} claim is less than 30
     * seconds away, and when the server refuses it. Between those moments the supplier is not called, so it may do the
     * work of getting a token each time. It runs on a thread of the connection; while the old token is still valid, no
     * call waits for it. One supplier stands for one user.
     *
     * @param supplier gives a valid JWT; may block; never called twice at the same time by one connection
     * @return the credentials
     */
    public static AccessToken of(Supplier<String> supplier) {
        return of(supplier, Clock.systemUTC());
    }

    /**
     * Returns a token as {@link #of(Supplier)} does, that expires by a clock of yours.
     *
     * @param supplier gives a valid JWT
     * @param clock tells when a token is about to expire
     * @return the credentials
     */
    public static AccessToken of(Supplier<String> supplier, Clock clock) {
        Arguments.required(clock, "clock");
        return new AccessToken(Objects.requireNonNull(supplier, "supplier"), clock, null);
    }

    @Override
    public Optional<Secret> current() {
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
    public Optional<Secret> renew() {
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
