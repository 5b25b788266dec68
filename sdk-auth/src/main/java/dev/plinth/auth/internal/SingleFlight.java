package dev.plinth.auth.internal;

import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread at a time do what many ask for, and gives the others what it brought. */
public final class SingleFlight<T> {

    /** The work gives up by itself long before; this is so that nobody waits for ever, come what may. */
    private static final long LONGEST_WAIT_SECONDS = 300;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Flight<T> flight;

    private static final class Flight<T> {

        final CountDownLatch landed = new CountDownLatch(1);
        volatile @Nullable T result;
        volatile @Nullable RuntimeException failure;
    }

    /** Does the work, or waits for who does. */
    public T fly(Supplier<T> work) {
        while (true) {
            Flight<T> mine = new Flight<>();
            Flight<T> there = join(mine);
            if (there == mine) {
                return take(mine, work);
            }
            await(there);
            T result = there.result;
            if (result != null) {
                return result;
            }
            RuntimeException failure = there.failure;
            // That the other thread was stopped is no answer to this one.
            if (failure != null && !(failure instanceof CallInterruptedException)) {
                throw failure;
            }
        }
    }

    private Flight<T> join(Flight<T> mine) {
        lock.lock();
        try {
            Flight<T> there = flight;
            if (there != null) {
                return there;
            }
            flight = mine;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private T take(Flight<T> mine, Supplier<T> work) {
        try {
            T result = work.get();
            mine.result = result;
            return result;
        } catch (RuntimeException e) {
            mine.failure = e;
            throw e;
        } finally {
            land(mine);
        }
    }

    private void land(Flight<T> mine) {
        lock.lock();
        try {
            flight = null;
        } finally {
            lock.unlock();
        }
        mine.landed.countDown();
    }

    private static void await(Flight<?> there) {
        try {
            if (!there.landed.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new CallTimeoutException("what another thread does took too long", true, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("the wait for another thread was interrupted", e);
        }
    }
}
