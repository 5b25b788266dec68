package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Limits how many files are transferred at the same time. A server that is overloaded halves the limit, at most once a
 * second; then it rises by one every five seconds. The lock guards fields only.
 */
final class AdaptiveLimit implements CallObserver {

    private static final long BURST = TimeUnit.SECONDS.toNanos(1);
    private static final long RISE = TimeUnit.SECONDS.toNanos(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int most;
    private final LongSupplier nanoTime;
    private int limit;
    private int active;
    private boolean lowered;
    private long loweredAt;
    private long changedAt;

    AdaptiveLimit(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        this.limit = most;
    }

    @Override
    public void attempted(CallEvent attempt) {
        int status = attempt.status().orElse(0);
        if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
            lower();
        }
    }

    /** Halves the limit, once for all responses of a second. */
    void lower() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            if (!lowered || now - loweredAt >= BURST) {
                lowered = true;
                loweredAt = now;
                limit = Math.max(1, limit / 2);
            }
            changedAt = now;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a place. Every place is left again in time, also when the transfer is cancelled. */
    void enter() {
        lock.lock();
        try {
            rise();
            while (active >= limit) {
                changed.awaitUninterruptibly();
            }
            active++;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the place. */
    void leave() {
        lock.lock();
        try {
            active--;
            rise();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rise() {
        if (limit < most) {
            long steps = (nanoTime.getAsLong() - changedAt) / RISE;
            limit = (int) Math.min(most, limit + Math.max(0, steps));
            changedAt += Math.max(0, steps) * RISE;
        }
    }

    int limit() {
        lock.lock();
        try {
            rise();
            return limit;
        } finally {
            lock.unlock();
        }
    }
}
