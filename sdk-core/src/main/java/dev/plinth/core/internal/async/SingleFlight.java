package dev.plinth.core.internal.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work that many ask for once at a time, on an executor, and gives all of them its outcome. Nobody who waits can
 * stop it; everybody waits within limits of their own.
 *
 * <p>Thread-safe.
 */
public final class SingleFlight<T> {

    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<T> flight;

    /** Runs its work on an executor. */
    public SingleFlight(Executor executor) {
        this.executor = executor;
    }

    /** Returns the flight under way, or starts one. The future fails with what the work throws, as it is. */
    public CompletableFuture<T> join(Supplier<? extends T> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        lock.lock();
        try {
            if (flight != null) {
                return flight;
            }
            flight = mine;
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(() -> run(mine, work));
        } catch (RuntimeException e) {
            land();
            mine.completeExceptionally(e);
        }
        return mine;
    }

    private void run(CompletableFuture<T> mine, Supplier<? extends T> work) {
        try {
            T result = work.get();
            land();
            mine.complete(result);
        } catch (Throwable e) {
            land();
            mine.completeExceptionally(e);
        }
    }

    /** Makes room for the next flight before this one's outcome is seen: whoever sees it may start another. */
    private void land() {
        lock.lock();
        try {
            flight = null;
        } finally {
            lock.unlock();
        }
    }
}
