package dev.plinth.core.internal.async;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of futures: on a new virtual thread each where the runtime supports them, otherwise on a pool, or on
 * the user's own executor.
 */
public final class AsyncRunner {

    private static final int POOL_SIZE = 64;
    private static final @Nullable MethodHandle START_VIRTUAL_THREAD = startVirtualThread();

    private final Executor executor;
    private final boolean nestsOnCaller;
    private final @Nullable ThreadPoolExecutor pool;

    private AsyncRunner(Executor executor, boolean nestsOnCaller, @Nullable ThreadPoolExecutor pool) {
        this.executor = executor;
        this.nestsOnCaller = nestsOnCaller;
        this.pool = pool;
    }

    public static AsyncRunner create(@Nullable Executor executor) {
        if (executor != null) {
            return new AsyncRunner(executor, true, null);
        }
        if (START_VIRTUAL_THREAD != null) {
            return new AsyncRunner(AsyncRunner::runVirtual, false, null);
        }
        ThreadPoolExecutor pool = newPool();
        return new AsyncRunner(pool, true, pool);
    }

    /**
     * Runs a task. A nested task, started inside another future's task, runs on the caller's thread unless threads are
     * unlimited: otherwise nested tasks could occupy all threads while they wait for each other.
     */
    public void run(Runnable task, boolean nested) {
        if (nestsOnCaller && (nested || Thread.currentThread() instanceof PoolThread)) {
            task.run();
        } else {
            executor.execute(task);
        }
    }

    /** Rejects new tasks and discards those that have not started; their futures are failed by their scope. */
    public void close() {
        if (pool != null) {
            pool.shutdown();
            pool.getQueue().clear();
        }
    }

    private static ThreadPoolExecutor newPool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                POOL_SIZE, POOL_SIZE, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PoolThread::new);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static final class PoolThread extends Thread {

        PoolThread(Runnable task) {
            super(task, "plinth-async");
            setDaemon(true);
        }
    }

    private static @Nullable MethodHandle startVirtualThread() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    private static void runVirtual(Runnable task) {
        try {
            if (START_VIRTUAL_THREAD != null) {
                Thread ignored = (Thread) START_VIRTUAL_THREAD.invoke(task);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("no virtual thread could be started", e);
        }
    }
}
