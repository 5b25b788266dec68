package dev.plinth.core.internal.async;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs work that no caller may cancel, mainly token refreshes, on a few daemon threads. */
public final class BackgroundExecutor implements Executor {

    private static final int THREADS = 16;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BackgroundThread::new);

    public BackgroundExecutor() {
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * A task that is started by another background task runs on the same thread, because waiting for a free thread
     * could deadlock.
     */
    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() instanceof BackgroundThread) {
            task.run();
        } else {
            pool.execute(task);
        }
    }

    /** Rejects new tasks. Running tasks end when their calls are cancelled. */
    public void close() {
        pool.shutdown();
        pool.getQueue().clear();
    }

    private static final class BackgroundThread extends Thread {

        BackgroundThread(Runnable task) {
            super(task, "plinth-background");
            setDaemon(true);
        }
    }
}
