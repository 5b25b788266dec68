package dev.plinth.core.internal.call;

import dev.plinth.core.http.CallContext.Registration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what takes longer than it may. A scheduler wakes up when the first limit is reached, not for each call: a call
 * that ends in time wakes nobody, for waking another thread costs more than the rest of a small call's bookkeeping.
 */
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.http");

    /** Without a limit to come, there is no need to look. */
    private static final long NEVER = Long.MAX_VALUE;

    private static final long IDLE_SECONDS = 30;

    private final Timing timing;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor scheduler;

    private final ReentrantLock lock = new ReentrantLock();

    /** When the scheduler looks next, on the clock of {@link Timing#nanoTime()}. Changes under the lock. */
    private volatile long looksNext = NEVER;

    /** The one look to come; guarded by the lock. */
    private @Nullable Future<?> nextLook;

    Deadlines(Timing timing) {
        this.timing = timing;
        this.scheduler = new ScheduledThreadPoolExecutor(1, Deadlines::thread);
        scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "plinth-deadlines");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the action when the limit is reached, unless it is taken back before. */
    Registration watch(TimeLimit limit, Runnable action) {
        Watch watch = new Watch(limit, action);
        watches.add(watch);
        expect(limit);
        return watch;
    }

    /** Makes sure that the scheduler looks when a limit, new or moved, is reached. */
    void expect(TimeLimit limit) {
        long end = limit.end();
        if (looksBy(end)) {
            return;
        }
        lock.lock();
        try {
            if (!looksBy(end)) {
                if (nextLook != null) {
                    nextLook.cancel(false);
                }
                looksNext = end;
                nextLook = schedule(end);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean looksBy(long end) {
        long next = looksNext;
        return next != NEVER && next - end <= 0;
    }

    /** Returns how many looks are to come. */
    int looks() {
        return scheduler.getQueue().size();
    }

    /** Ends the scheduler; what is watched is not ended by it any more. */
    void close() {
        watches.clear();
        scheduler.shutdown();
    }

    private @Nullable Future<?> schedule(long end) {
        try {
            return scheduler.schedule(this::look, Math.max(0, end - timing.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: all calls are being cancelled.
            return null;
        }
    }

    private void look() {
        lock.lock();
        try {
            looksNext = NEVER;
            nextLook = null;
        } finally {
            lock.unlock();
        }
        for (Watch watch : watches) {
            if (!watch.limit.standing()) {
                if (watch.limit.left() <= 0) {
                    watch.end();
                } else {
                    expect(watch.limit);
                }
            }
        }
    }

    private final class Watch implements Registration {

        private final TimeLimit limit;
        private final Runnable action;

        Watch(TimeLimit limit, Runnable action) {
            this.limit = limit;
            this.action = action;
        }

        void end() {
            remove();
            try {
                action.run();
            } catch (Throwable e) {
                // Whatever a transport's action throws, an error too, the other calls must still end in time.
                LOG.warn("an action that should stop a call threw", e);
            }
        }

        @Override
        public void remove() {
            watches.remove(this);
        }
    }
}
