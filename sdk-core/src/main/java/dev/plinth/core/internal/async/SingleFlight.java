package dev.plinth.core.internal.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work that several threads request at the same time only once, on an executor, and gives all of them its outcome.
 * No waiting thread can cancel the work; each waits within its own time limit.
 *
 * <p>Thread-safe.
 */
public final class SingleFlight<T> {

    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<T> flight;

    /** Creates a single flight that runs its work on an executor. */
    public SingleFlight(Executor executor) {
        this.executor = executor;
    }

    /** Returns the flight in progress, or starts one. The future fails with the original exception of the work. */
    public CompletableFuture<T> join(Supplier<? extends T> work) {
        CompletableFuture<T> started = new CompletableFuture<>();
        lock.lock();
        try {
            if (flight != null) {
                return flight;
            }
            flight = started;
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(() -> run(started, work));
        } catch (RuntimeException e) {
            finish();
            started.completeExceptionally(e);
        }
        return started;
    }

    private void run(CompletableFuture<T> started, Supplier<? extends T> work) {
        try {
            T result = work.get();
            finish();
            started.complete(result);
        } catch (Throwable e) {
            finish();
            started.completeExceptionally(e);
        }
    }

    /** Ends this flight before its outcome becomes visible, so that whoever sees the outcome can start another. */
    private void finish() {
        lock.lock();
        try {
            flight = null;
        } finally {
            lock.unlock();
        }
    }
}
