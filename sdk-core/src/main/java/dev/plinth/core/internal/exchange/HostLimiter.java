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

/** Limits the number of concurrent exchanges with one host. Further exchanges wait in a queue. */
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

    /** Takes a permit, waiting at most for the time that the call has left. */
    void acquire(Call<?> call) {
        Waiter waiter = acquireOrQueue();
        if (waiter == null) {
            return;
        }
        Registration registration = call.scope().onCancel(waiter.latch::countDown);
        boolean entered = false;
        try {
            entered = waiter.await(call);
        } finally {
            registration.remove();
            if (!entered) {
                abandon(waiter);
            }
        }
        if (!entered) {
            throw call.failures().waitEnded(waitedFor(), openHint());
        }
    }

    /** Counts a response that the program received and must close. */
    void responseOpened() {
        openResponses.incrementAndGet();
    }

    /** Counts that the program closed such a response. */
    void responseClosed() {
        openResponses.decrementAndGet();
    }

    private String waitedFor() {
        return "for one of the " + permits + " slots for exchanges with the host";
    }

    private @Nullable String openHint() {
        int open = openResponses.get();
        return open == 0
                ? null
                : open + (open == 1 ? " response is" : " responses are")
                        + " open: close downloads and responses, for example with try-with-resources";
    }

    /** Returns a permit, which goes to the next in the queue. */
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

    private @Nullable Waiter acquireOrQueue() {
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

    /** Stops waiting; a permit that was granted in the meantime goes to the next in the queue. */
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

        /** Waits for the permit; returns false if the call ended first. */
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
