package dev.plinth.core.internal.connection;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.http.CallContext.Registration;
import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Futures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for another thread's result, within the time limit and the scope of a connection. */
final class Waiting {

    /**
     * Waits a tenth longer than the limit, because the work is usually one call with the same limit, whose own failure
     * says more.
     */
    private static final int GRACE = 10;

    private Waiting() {}

    static <T> T await(LiveConnection connection, CompletableFuture<T> future, String purpose) {
        CancelScope scope = connection.scope().effective();
        CountDownLatch woken = new CountDownLatch(1);
        CompletableFuture<?> ignored = future.whenComplete((value, failure) -> woken.countDown());
        Registration registration = scope.onCancel(woken::countDown);
        long limit = connection.settings().timeoutNanos();
        limit += limit / GRACE;
        try {
            boolean awake = woken.await(limit, TimeUnit.NANOSECONDS);
            if (future.isDone()) {
                return outcome(future);
            }
            String message = "waiting for " + purpose;
            throw awake
                    ? new CallCancelledException(message + " was stopped: it was cancelled", null)
                    : new CallTimeoutException(
                            message + " timed out after " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms", true, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("waiting for " + purpose + " was interrupted", e);
        } finally {
            registration.remove();
        }
    }

    private static <T> T outcome(CompletableFuture<T> done) {
        Throwable failure = Futures.failure(done);
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return done.join();
    }
}
