package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.CallContext.Registration;
import dev.plinth.core.internal.call.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets so many exchanges with one host go on at the same time; the rest wait in line. */
final class HostLimiter {

    private final int permits;
    private final AtomicInteger openResponses = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private int free;

    HostLimiter(int permits) {
        this.permits = permits;
        this.free = permits;
    }

    /** Takes a permit, waiting as long as the call may. */
    void acquire(Call<?> call) {
        Waiter waiter = takeOrQueue();
        if (waiter == null) {
            return;
        }
        Registration wish = call.scope().onCancel(waiter.latch::countDown);
        boolean entered = false;
        try {
            entered = waiter.await(call);
        } finally {
            wish.remove();
            if (!entered) {
                abandon(waiter);
            }
        }
        if (!entered) {
            throw call.failures().waitEnded(waitedFor(), openHint());
        }
    }

    /** Counts a response that is handed to the program, which has to close it. */
    void responseOpened() {
        openResponses.incrementAndGet();
    }

    /** Counts that such a response was closed. */
    void responseClosed() {
        openResponses.decrementAndGet();
    }

    private String waitedFor() {
        return "for one of the " + permits + " connections to the host";
    }

    private @Nullable String openHint() {
        int open = openResponses.get();
        return open == 0
                ? null
                : open + (open == 1 ? " response is" : " responses are")
                        + " open: close downloads and responses, best by try-with-resources";
    }

    /** Gives a permit back, to the next in line. */
    void release() {
        lock.lock();
        try {
            Waiter next = waiters.poll();
            if (next == null) {
                free++;
            } else {
                next.granted = true;
                next.latch.countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Waiter takeOrQueue() {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return null;
            }
            Waiter waiter = new Waiter();
            waiters.add(waiter);
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up waiting; a permit that was granted meanwhile goes to the next. */
    private void abandon(Waiter waiter) {
        boolean pass;
        lock.lock();
        try {
            pass = !waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
        if (pass) {
            release();
        }
    }

    private static final class Waiter {

        final CountDownLatch latch = new CountDownLatch(1);
        volatile boolean granted;

        /** Waits for the permit; false if the call ended first. */
        boolean await(Call<?> call) {
            try {
                boolean woken = latch.await(call.remainingNanos(), TimeUnit.NANOSECONDS);
                return woken && granted && !call.cancelled();
            } catch (InterruptedException e) {
                throw call.failures().interrupted(e);
            }
        }
    }
}
