package dev.plinth.core.internal.call;

import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.http.CallContext.Registration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread does. */
final class Waiting {

    /** The work is mostly one call with the same limit: a tenth longer, so that its own failure is what is told. */
    private static final int GRACE = 10;

    private Waiting() {}

    /** Waits until the work is done or the scope is cancelled; false if the time was over first. */
    static boolean await(CompletableFuture<?> other, CancelScope scope, long nanos) throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        CompletableFuture<?> ignored = other.whenComplete((value, failure) -> woken.countDown());
        Registration registration = scope.onCancel(woken::countDown);
        try {
            return woken.await(nanos, TimeUnit.NANOSECONDS);
        } finally {
            registration.remove();
        }
    }

    /** Returns what the work makes, within the limits of a view: its call timeout, and its future's end. */
    static <T> T await(LiveConnection connection, CompletableFuture<T> other, String what) {
        long limit = connection.settings().timeoutNanos();
        limit += limit / GRACE;
        try {
            boolean awake = await(other, connection.scope().effective(), limit);
            if (other.isDone()) {
                return outcome(other);
            }
            String message = "the wait for " + what;
            throw awake
                    ? new CallInterruptedException(message + " was stopped: it was cancelled", null)
                    : new CallTimeoutException(
                            message + " took longer than " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms", true, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("the wait for " + what + " was interrupted", e);
        }
    }

    private static <T> T outcome(CompletableFuture<T> done) {
        Throwable failure = Outcomes.failure(done);
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return done.join();
    }
}
