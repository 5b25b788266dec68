package dev.plinth.core.internal.async;

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
 * Ends calls that exceed their time limit. The scheduler wakes up when the earliest limit is reached, not once per
 * call: a call that finishes in time wakes no thread, because that would cost more than the rest of a small call's
 * bookkeeping.
 */
public final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.http");

    /** No limit is watched, so no check is scheduled. */
    private static final long NEVER = Long.MAX_VALUE;

    private static final long IDLE_SECONDS = 30;

    private final Timing timing;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor scheduler;

    private final ReentrantLock lock = new ReentrantLock();

    /** The time of the next check, by the clock of {@link Timing#nanoTime()}. Guarded by the lock for writes. */
    private volatile long nextCheckAt = NEVER;

    /** The task of the next check. Guarded by the lock. */
    private @Nullable Future<?> nextCheckTask;

    public Deadlines(Timing timing) {
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

    /** Runs the action when the limit is reached, unless it is removed first. */
    public Registration watch(TimeLimit limit, Runnable action) {
        Watch watch = new Watch(limit, action);
        watches.add(watch);
        scheduleCheck(limit);
        return watch;
    }

    /** Ensures that the scheduler checks when a new or changed limit is reached. */
    void scheduleCheck(TimeLimit limit) {
        long end = limit.end();
        if (checksBefore(end)) {
            return;
        }
        lock.lock();
        try {
            if (!checksBefore(end)) {
                if (nextCheckTask != null) {
                    nextCheckTask.cancel(false);
                }
                nextCheckAt = end;
                nextCheckTask = schedule(end);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean checksBefore(long end) {
        long next = nextCheckAt;
        return next != NEVER && next - end <= 0;
    }

    /** Returns the number of scheduled checks. */
    int pendingChecks() {
        return scheduler.getQueue().size();
    }

    /** Stops the scheduler. Limits that are still watched have no effect any more. */
    public void close() {
        watches.clear();
        scheduler.shutdown();
    }

    private @Nullable Future<?> schedule(long end) {
        try {
            return scheduler.schedule(this::check, Math.max(0, end - timing.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: all calls are being cancelled.
            return null;
        }
    }

    private void check() {
        lock.lock();
        try {
            nextCheckAt = NEVER;
            nextCheckTask = null;
        } finally {
            lock.unlock();
        }
        for (Watch watch : watches) {
            if (!watch.limit.paused()) {
                if (watch.limit.remainingNanos() <= 0) {
                    watch.end();
                } else {
                    scheduleCheck(watch.limit);
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
                // Even if a transport's action throws an error, the other calls must still end in time.
                LOG.warn("an action that cancels a call threw an exception", e);
            }
        }

        @Override
        public void remove() {
            watches.remove(this);
        }
    }
}
