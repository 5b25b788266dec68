package dev.plinth.testkit.internal.tus;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One request at a time works on an upload; a later one asks the one before to stop, and waits. */
final class TusLocks {
    private static final long WAIT_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Map<UUID, Runnable> holders = new HashMap<>();

    /** What is done while a lock is held. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does work that holds an upload's lock; {@code stop} is run when another request asks for it. */
    <T> T holding(UUID upload, Runnable stop, Work<T> work) throws IOException {
        acquire(upload, stop);
        try {
            return work.run();
        } finally {
            lock.lock();
            try {
                holders.remove(upload);
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void acquire(UUID upload, Runnable stop) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
            for (Runnable holder = holders.get(upload); holder != null; holder = holders.get(upload)) {
                holder.run();
                left = released.awaitNanos(left);
                TusError.LOCK_TIMEOUT.throwIf(left <= 0);
            }
            holders.put(upload, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TusError.LOCK_TIMEOUT.get();
        } finally {
            lock.unlock();
        }
    }
}
