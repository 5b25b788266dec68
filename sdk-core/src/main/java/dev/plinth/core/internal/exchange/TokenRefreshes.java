package dev.plinth.core.internal.exchange;

import dev.plinth.core.ApiErrorDetails;
import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
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
 * Refreshes tokens in the background, one refresh at a time for each credentials object. Every call waits for it within
 * its own time limit. After a failure, the same rejected token is not refreshed again for a second, so that many
 * callers do not overload a server that is down.
 */
public final class TokenRefreshes {

    private static final Duration COOL_DOWN = Duration.ofSeconds(1);

    private final Timing timing;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Credentials, Refresher> refreshers = new WeakHashMap<>();

    public TokenRefreshes(Timing timing, Executor executor) {
        this.timing = timing;
        this.executor = executor;
    }

    /** Starts a refresh that no call waits for, because the current token is still valid. */
    void refreshInBackground(Credentials credentials) {
        CompletableFuture<Optional<Secret>> ignored = refresher(credentials).join(credentials, null);
    }

    /**
     * Returns a token other than the rejected one; null if there is no other.
     *
     * @throws dev.plinth.core.AuthenticationException if the token cannot be refreshed
     */
    @Nullable
    Secret refresh(Credentials credentials, @Nullable Secret rejected, Call<?> call) {
        if (credentials instanceof ApiKey) {
            // A key never changes, and an opaque one has no token: calls must not wait for another thread.
            return null;
        }
        Secret current = credentials.token().orElse(null);
        if (current != null && !current.equals(rejected)) {
            return current;
        }
        CompletableFuture<Optional<Secret>> refresh = refresher(credentials).join(credentials, rejected);
        if (!call.await(refresh)) {
            throw call.failures().waitEnded("for its access token to be refreshed");
        }
        return outcome(refresh, rejected, call);
    }

    private Refresher refresher(Credentials credentials) {
        lock.lock();
        try {
            return refreshers.computeIfAbsent(credentials, absent -> new Refresher(timing, executor));
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Secret outcome(
            CompletableFuture<Optional<Secret>> refresh, @Nullable Secret rejected, Call<?> call) {
        Throwable cause = Futures.failure(refresh);
        if (cause == null) {
            Secret token = refresh.join().orElse(null);
            // A token that equals the rejected one would be rejected again.
            return token == null || token.equals(rejected) ? null : token;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof PlinthException known && !known.retryable() && !(known instanceof ApiException)) {
            // This exception is specific already, for example that the session has ended, and it is not a response to
            // this call.
            throw known;
        }
        throw refusal(cause, call);
    }

    private static RuntimeException refusal(Throwable cause, Call<?> call) {
        boolean retryable = cause instanceof PlinthException known && known.retryable();
        String message = "no valid access token: " + cause.getClass().getSimpleName();
        PlinthException exception = ApiErrorDetails.builder(401, ErrorCode.UNAUTHORIZED, message)
                .call(call.operation(), call.operationSpec().service().service(), call.attempt())
                .retryable(retryable, null)
                .hint(retryable ? "try again later" : "sign in again, or use a valid token")
                .build()
                .toException();
        exception.initCause(cause);
        return exception;
    }

    /** The refreshes of one credentials object. Holds no reference to it, so that it can be garbage-collected. */
    private static final class Refresher {

        private final Timing timing;
        private final SingleFlight<Optional<Secret>> flights;
        private volatile @Nullable Failed lastFailed;

        private record Failed(@Nullable Secret rejected, RuntimeException cause, long at) {

            boolean appliesTo(@Nullable Secret otherRejected, long now) {
                return Objects.equals(rejected, otherRejected) && now - at < COOL_DOWN.toNanos();
            }
        }

        Refresher(Timing timing, Executor executor) {
            this.timing = timing;
            this.flights = new SingleFlight<>(executor);
        }

        /**
         * Returns the refresh for a rejected token: the one that has just failed, the one in progress, or a new one.
         */
        CompletableFuture<Optional<Secret>> join(Credentials credentials, @Nullable Secret rejected) {
            Failed failed = lastFailed;
            if (failed != null && failed.appliesTo(rejected, timing.nanoTime())) {
                return CompletableFuture.failedFuture(failed.cause());
            }
            return flights.join(() -> requestToken(credentials, rejected));
        }

        private Optional<Secret> requestToken(Credentials credentials, @Nullable Secret rejected) {
            Optional<Secret> current = credentials.token();
            if (current.isPresent() && !current.get().equals(rejected)) {
                return current;
            }
            try {
                Optional<Secret> token = credentials.freshToken();
                lastFailed = null;
                return token;
            } catch (RuntimeException e) {
                lastFailed = new Failed(rejected, e, timing.nanoTime());
                throw e;
            }
        }
    }
}
