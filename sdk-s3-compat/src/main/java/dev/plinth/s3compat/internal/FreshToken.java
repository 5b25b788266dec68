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

/** Provides a user's valid token. Concurrent calls share one refresh. */
final class FreshToken {

    /** A rejection this soon after a refresh concerns the previous token. */
    private static final Duration REFRESH_GRACE = Duration.ofSeconds(10);

    private final Credentials credentials;
    private final Clock clock;
    private final @Nullable LiveConnection connection;
    private final SingleFlight<Secret> refreshes;
    private volatile @Nullable Secret rejected;
    private volatile boolean refreshFailed;
    private volatile boolean refreshing;
    private volatile Instant refreshedAt = Instant.EPOCH;

    /** Without a connection and its threads, the first caller refreshes the token for all. */
    FreshToken(Credentials credentials, Clock clock, @Nullable LiveConnection connection) {
        this.credentials = credentials;
        this.clock = clock;
        this.connection = connection;
        this.refreshes = new SingleFlight<>(connection == null ? Runnable::run : connection.background());
    }

    /** Returns a token, and waits for it if necessary. */
    Secret get() {
        return currentToken().orElseGet(this::refresh);
    }

    /**
     * Handles a token that the server rejected as expired.
     *
     * @return whether a newer token may exist
     */
    boolean handleRejection() {
        if (refreshing) {
            // The current token may already be the new one, while the response belongs to the old one.
            return true;
        }
        Secret current = credentials.token().orElse(null);
        if (current != null && current.equals(rejected)) {
            return !refreshFailed;
        }
        if (clock.instant().isAfter(refreshedAt.plus(REFRESH_GRACE))) {
            refreshFailed = false;
            rejected = current;
        }
        return true;
    }

    private Optional<Secret> currentToken() {
        return credentials.token().filter(token -> !token.equals(rejected));
    }

    private Secret refresh() {
        CompletableFuture<Secret> refresh = refreshes.join(() -> currentToken().orElseGet(this::requestFreshToken));
        if (connection != null) {
            return connection.await(refresh, "the session's token");
        }
        try {
            return refresh.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Secret requestFreshToken() {
        Optional<Secret> token;
        refreshing = true;
        try {
            token = credentials.freshToken();
            refreshFailed = token.isEmpty() || token.get().equals(rejected);
            if (!refreshFailed) {
                refreshedAt = clock.instant();
            }
        } finally {
            refreshing = false;
        }
        // The server's clock may be wrong: a token that may be rejected is better than none.
        return token.or(credentials::token)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no token for S3: these credentials have no token and cannot get one"));
    }
}
