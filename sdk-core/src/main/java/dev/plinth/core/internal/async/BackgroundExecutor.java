package dev.plinth.core.internal.async;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what no caller may stop, the refreshing of tokens above all, on a few daemon threads. */
public final class BackgroundExecutor implements Executor {

    private static final int THREADS = 16;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BackgroundThread::new);

    public BackgroundExecutor() {
        pool.allowCoreThreadTimeOut(true);
    }

    /** Work that needs other work of the same kind does it itself: waiting for a free thread could take for ever. */
    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() instanceof BackgroundThread) {
            task.run();
        } else {
            pool.execute(task);
        }
    }

    /** Takes no more work; what is under way is stopped by its calls. */
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
