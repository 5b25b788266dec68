package dev.plinth.core.internal.async;

import dev.plinth.core.http.CallContext.Registration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for futures and reads how they ended. */
public final class Futures {

    private Futures() {}

    /**
     * Waits until a future is done or a scope is cancelled.
     *
     * @return false if the time was over first
     * @throws InterruptedException if the thread is interrupted
     */
    public static boolean await(CompletableFuture<?> future, CancelScope scope, long nanos)
            throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        CompletableFuture<?> ignored = future.whenComplete((value, failure) -> woken.countDown());
        Registration registration = scope.onCancel(woken::countDown);
        try {
            return woken.await(nanos, TimeUnit.NANOSECONDS);
        } finally {
            registration.remove();
        }
    }

    /** Returns the exception of a future that is done; null if it completed normally. */
    public static @Nullable Throwable failure(CompletableFuture<?> done) {
        try {
            Object ignored = done.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (CancellationException e) {
            return e;
        }
    }
}
