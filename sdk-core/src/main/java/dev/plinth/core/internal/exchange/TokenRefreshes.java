package dev.plinth.core.internal.exchange;

import dev.plinth.core.ApiErrorDetails;
import dev.plinth.core.ApiException;
import dev.plinth.core.Credentials;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.async.Futures;
import dev.plinth.core.internal.async.SingleFlight;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.call.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Renews tokens in the background, once at a time for each credentials; every call waits for it within its own time.
 * After a failure, the same refused token is not tried again for a moment, so that a thousand callers do not storm a
 * server that is down.
 */
public final class TokenRefreshes {

    private static final Duration COOL_DOWN = Duration.ofSeconds(1);

    private final Timing timing;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Credentials, Line> lines = new WeakHashMap<>();

    public TokenRefreshes(Timing timing, Executor executor) {
        this.timing = timing;
        this.executor = executor;
    }

    /** Starts a renewal that nobody waits for: the token at hand is still valid. */
    void refreshInBackground(Credentials credentials) {
        CompletableFuture<Optional<Secret>> ignored = line(credentials).join(credentials, null);
    }

    /**
     * Returns a token other than the refused one; null if there is no other.
     *
     * @throws dev.plinth.core.AuthenticationException if it cannot be renewed
     */
    @Nullable
    Secret refresh(Credentials credentials, @Nullable Secret refused, Call<?> call) {
        Secret current = credentials.token().orElse(null);
        if (current != null && !current.equals(refused)) {
            return current;
        }
        CompletableFuture<Optional<Secret>> renewal = line(credentials).join(credentials, refused);
        if (!call.await(renewal)) {
            throw call.failures().waitEnded("for its access token to be renewed");
        }
        return outcome(renewal, refused, call);
    }

    private Line line(Credentials credentials) {
        lock.lock();
        try {
            return lines.computeIfAbsent(credentials, absent -> new Line(timing, executor));
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Secret outcome(
            CompletableFuture<Optional<Secret>> renewal, @Nullable Secret refused, Call<?> call) {
        Throwable cause = Futures.failure(renewal);
        if (cause == null) {
            Secret token = renewal.join().orElse(null);
            // The very token that was refused is of no use, wherever it came from.
            return token == null || token.equals(refused) ? null : token;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof PlinthException known && !known.retryable() && !(known instanceof ApiException)) {
            // It says all there is to say, as that of a session that ended does; no server answered this call.
            throw known;
        }
        throw refusal(cause, call);
    }

    private static RuntimeException refusal(Throwable cause, Call<?> call) {
        boolean passing = cause instanceof PlinthException known && known.retryable();
        String message = "no valid access token: " + cause.getClass().getSimpleName();
        PlinthException exception = ApiErrorDetails.builder(401, ErrorCode.UNAUTHORIZED, message)
                .call(call.operation(), call.operationSpec().service().service(), call.attempt())
                .retryable(passing, null)
                .hint(passing ? "try again later" : "sign in again, or give a valid token")
                .build()
                .toException();
        exception.initCause(cause);
        return exception;
    }

    /** The renewals of one credentials. Holds no reference to them, so that they can be dropped. */
    private static final class Line {

        private final Timing timing;
        private final SingleFlight<Optional<Secret>> flights;
        private volatile @Nullable Failed lastFailed;

        private record Failed(@Nullable Secret refused, RuntimeException cause, long at) {

            boolean answers(@Nullable Secret otherRefused, long now) {
                return Objects.equals(refused, otherRefused) && now - at < COOL_DOWN.toNanos();
            }
        }

        Line(Timing timing, Executor executor) {
            this.timing = timing;
            this.flights = new SingleFlight<>(executor);
        }

        /** Returns the renewal that answers this need: the one that just failed, the one under way, or a new one. */
        CompletableFuture<Optional<Secret>> join(Credentials credentials, @Nullable Secret refused) {
            Failed failed = lastFailed;
            if (failed != null && failed.answers(refused, timing.nanoTime())) {
                return CompletableFuture.failedFuture(failed.cause());
            }
            return flights.join(() -> renewed(credentials, refused));
        }

        private Optional<Secret> renewed(Credentials credentials, @Nullable Secret refused) {
            Optional<Secret> current = credentials.token();
            if (current.isPresent() && !current.get().equals(refused)) {
                return current;
            }
            try {
                Optional<Secret> renewed = credentials.freshToken();
                lastFailed = null;
                return renewed;
            } catch (RuntimeException e) {
                lastFailed = new Failed(refused, e, timing.nanoTime());
                throw e;
            }
        }
    }
}
