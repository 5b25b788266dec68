package dev.plinth.s3compat.internal;

import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A user's token that is good: renewed when it has to be, once, however many calls ask. */
final class FreshToken {

    /** A refusal that comes this soon after a renewal is meant for the token before. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final Credentials credentials;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Secret>> flight = new AtomicReference<>();
    private volatile @Nullable Secret refused;
    private volatile boolean fruitless;
    private volatile Instant renewedAt = Instant.EPOCH;

    FreshToken(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Returns a token, waiting for it if need be. */
    Secret get() {
        return usable().orElseGet(this::renew);
    }

    /**
     * Hears that the server refused the token as expired.
     *
     * @return whether there may be a better one
     */
    boolean refused() {
        Secret current = credentials.current().orElse(null);
        if (current != null && current.equals(refused)) {
            return !fruitless;
        }
        if (clock.instant().isAfter(renewedAt.plus(YOUNG))) {
            fruitless = false;
            refused = current;
        }
        return true;
    }

    private Optional<Secret> usable() {
        return credentials.current().filter(token -> !token.equals(refused));
    }

    private Secret renew() {
        CompletableFuture<Secret> mine = new CompletableFuture<>();
        CompletableFuture<Secret> there = flight.compareAndExchange(null, mine);
        if (there == null) {
            fly(mine);
        }
        return landed(there == null ? mine : there);
    }

    private void fly(CompletableFuture<Secret> mine) {
        try {
            mine.complete(usable().orElseGet(this::renewed));
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            flight.set(null);
        }
    }

    private Secret renewed() {
        Optional<Secret> token = credentials.renew();
        fruitless = token.isEmpty() || token.get().equals(refused);
        if (!fruitless) {
            renewedAt = clock.instant();
        }
        // The server's clock may be wrong: better a token that it may refuse than none.
        return token.or(credentials::current)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no token to act with in S3: these credentials have none, and cannot get one"));
    }

    private static Secret landed(CompletableFuture<Secret> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
