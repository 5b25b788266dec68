package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Limits how many files are transferred at the same time. An overloaded server (429 or 503) halves the limit, at most
 * once per second. Afterwards the limit increases by one every five seconds.
 */
final class AdaptiveLimit implements CallObserver {

    private static final long MIN_DECREASE_INTERVAL = TimeUnit.SECONDS.toNanos(1);
    private static final long INCREASE_INTERVAL = TimeUnit.SECONDS.toNanos(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int maximum;
    private final LongSupplier nanoTime;
    private int limit;
    private int active;
    private boolean everDecreased;
    private long decreasedAt;
    private long changedAt;

    AdaptiveLimit(int maximum, LongSupplier nanoTime) {
        this.maximum = maximum;
        this.nanoTime = nanoTime;
        this.limit = maximum;
    }

    @Override
    public void attempted(CallEvent attempt) {
        int status = attempt.status().orElse(0);
        if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
            decrease();
        }
    }

    /** Halves the limit, unless it was halved less than a second ago. */
    void decrease() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            if (!everDecreased || now - decreasedAt >= MIN_DECREASE_INTERVAL) {
                everDecreased = true;
                decreasedAt = now;
                limit = Math.max(1, limit / 2);
            }
            changedAt = now;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until another file may be transferred. Not interruptible: every permit is released, also after a
     * cancellation.
     */
    void acquire() {
        lock.lock();
        try {
            increase();
            while (active >= limit) {
                changed.awaitUninterruptibly();
            }
            active++;
        } finally {
            lock.unlock();
        }
    }

    /** Releases the permit. */
    void release() {
        lock.lock();
        try {
            active--;
            increase();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void increase() {
        if (limit < maximum) {
            long steps = (nanoTime.getAsLong() - changedAt) / INCREASE_INTERVAL;
            limit = (int) Math.min(maximum, limit + Math.max(0, steps));
            changedAt += Math.max(0, steps) * INCREASE_INTERVAL;
        }
    }

    int limit() {
        lock.lock();
        try {
            increase();
            return limit;
        } finally {
            lock.unlock();
        }
    }
}
