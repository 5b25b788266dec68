package dev.plinth.core.internal.call;

import dev.plinth.core.ApiFault;
import dev.plinth.core.Credentials;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Renews tokens, one flight at a time for each credentials: the first caller does it on its own thread, whoever comes
 * meanwhile waits and takes what it brings. After a failure, the same refused token is not tried again for a moment, so
 * that a thousand callers do not storm a server that is down.
 */
final class Renewals {

    private static final Duration COOL_DOWN = Duration.ofSeconds(1);

    private final Timing timing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Credentials, Flight> flights = new WeakHashMap<>();

    Renewals(Timing timing) {
        this.timing = timing;
    }

    /**
     * Returns a token other than the refused one; null if there is no other.
     *
     * @throws dev.plinth.core.AuthenticationException if it cannot be renewed
     */
    @Nullable
    Secret renew(Credentials credentials, @Nullable Secret refused, Call<?> call) {
        Secret current = credentials.current().orElse(null);
        if (current != null && !current.equals(refused)) {
            return current;
        }
        Flight mine = new Flight(refused);
        Flight flight = join(credentials, mine);
        if (flight == mine) {
            fly(flight, credentials);
        } else if (!call.await(flight.landed)) {
            throw call.stoppedWaiting("for its access token to be renewed");
        }
        return flight.result(call);
    }

    /** Returns the flight to wait for, which is the given one if there is no other. */
    private Flight join(Credentials credentials, Flight mine) {
        lock.lock();
        try {
            Flight there = flights.get(credentials);
            if (there != null && there.countsFor(mine, timing.nanoTime())) {
                return there;
            }
            flights.put(credentials, mine);
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private void fly(Flight flight, Credentials credentials) {
        try {
            Secret current = credentials.current().orElse(null);
            boolean renewedMeanwhile = current != null && !current.equals(flight.refused);
            flight.token = renewedMeanwhile ? current : credentials.renew().orElse(null);
        } catch (RuntimeException e) {
            flight.failure = e;
        } finally {
            flight.endedAt = timing.nanoTime();
            flight.landed.countDown();
        }
    }

    private static final class Flight {

        final @Nullable Secret refused;
        final CountDownLatch landed = new CountDownLatch(1);
        volatile @Nullable Secret token;
        volatile @Nullable RuntimeException failure;
        volatile long endedAt;

        Flight(@Nullable Secret refused) {
            this.refused = refused;
        }

        /** Tells whether its outcome answers another's need: it is under way, or has just failed for the same token. */
        boolean countsFor(Flight other, long now) {
            if (landed.getCount() > 0) {
                return true;
            }
            boolean sameNeed = refused == null ? other.refused == null : refused.equals(other.refused);
            return failure != null && sameNeed && now - endedAt < COOL_DOWN.toNanos();
        }

        @Nullable
        Secret result(Call<?> call) {
            RuntimeException cause = failure;
            if (cause == null) {
                // The very token that was refused is of no use, wherever it came from.
                return token == null || token.equals(refused) ? null : token;
            }
            throw refusal(cause, call);
        }

        private static RuntimeException refusal(RuntimeException cause, Call<?> call) {
            boolean passing = cause instanceof PlinthException known && known.retryable();
            String message = "no valid access token: " + cause.getClass().getSimpleName();
            PlinthException exception = ApiFault.builder(401, ErrorCode.UNAUTHORIZED, message)
                    .call(call.operation(), call.operation.service().service(), call.attempt())
                    .retryable(passing, null)
                    .hint(passing ? "try again later" : "sign in again, or give a valid token")
                    .build()
                    .toException();
            exception.initCause(cause);
            return exception;
        }
    }
}
