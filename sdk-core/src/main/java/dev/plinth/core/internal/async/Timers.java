package dev.plinth.core.internal.async;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts tasks at a later time, on its own daemon thread, so that no other waiting task can delay them. A task must not
 * block: it starts its work on another thread.
 */
public final class Timers {

    private static final int IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, Timers::thread);

    public Timers() {
        scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "plinth-timers");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a task once, after a delay.
     *
     * @throws RejectedExecutionException if the connection is closed
     */
    public Future<?> schedule(Duration delay, Runnable task) {
        return scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Discards all tasks and rejects new ones. */
    public void close() {
        scheduler.shutdown();
    }
}
