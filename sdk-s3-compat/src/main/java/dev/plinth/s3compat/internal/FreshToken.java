package dev.plinth.s3compat.internal;

import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.async.SingleFlight;
import dev.plinth.core.internal.connection.LiveConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A user's valid token: refreshed when needed, once for any number of calls. */
final class FreshToken {

    /** A rejection this soon after a refresh concerns the previous token. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final Credentials credentials;
    private final Clock clock;
    private final @Nullable LiveConnection connection;
    private final SingleFlight<Secret> renewals;
    private volatile @Nullable Secret refused;
    private volatile boolean fruitless;
    private volatile boolean refreshing;
    private volatile Instant renewedAt = Instant.EPOCH;

    /** Without a connection and its threads, the first caller refreshes the token for all. */
    FreshToken(Credentials credentials, Clock clock, @Nullable LiveConnection connection) {
        this.credentials = credentials;
        this.clock = clock;
        this.connection = connection;
        this.renewals = new SingleFlight<>(connection == null ? Runnable::run : connection.background());
    }

    /** Returns a token, and waits for it if necessary. */
    Secret get() {
        return usable().orElseGet(this::renew);
    }

    /**
     * Handles a token that the server rejected as expired.
     *
     * @return whether a newer token may exist
     */
    boolean refused() {
        if (refreshing) {
            // The current token may be the new one already, while the response is to the old one.
            return true;
        }
        Secret current = credentials.token().orElse(null);
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
        return credentials.token().filter(token -> !token.equals(refused));
    }

    private Secret renew() {
        CompletableFuture<Secret> renewal = renewals.join(() -> usable().orElseGet(this::renewed));
        if (connection != null) {
            return connection.await(renewal, "the session's token");
        }
        try {
            return renewal.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Secret renewed() {
        Optional<Secret> token;
        refreshing = true;
        try {
            token = credentials.freshToken();
            fruitless = token.isEmpty() || token.get().equals(refused);
            if (!fruitless) {
                renewedAt = clock.instant();
            }
        } finally {
            refreshing = false;
        }
        // The server's clock may be wrong: a token that may be rejected is better than none.
        return token.or(credentials::token)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no token to act with in S3: these credentials have none, and cannot get one"));
    }
}
