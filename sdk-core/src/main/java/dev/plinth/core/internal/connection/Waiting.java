package dev.plinth.core.internal.connection;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.internal.async.Futures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for the result of another thread, at most as long as a call of the connection may take. */
final class Waiting {

    /** The other thread mostly runs one call with the same limit: waiting a tenth longer shows its own exception. */
    private static final int GRACE = 10;

    private Waiting() {}

    static <T> T await(LiveConnection connection, CompletableFuture<T> other, String purpose) {
        long limit = connection.settings().timeoutNanos();
        limit += limit / GRACE;
        try {
            boolean awake = Futures.await(other, connection.scope().effective(), limit);
            if (other.isDone()) {
                return outcome(other);
            }
            String message = "waiting for " + purpose;
            throw awake
                    ? new CallCancelledException(message + " was cancelled", null)
                    : new CallTimeoutException(
                            message + " timed out after " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms", true, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("waiting for " + purpose + " was interrupted", e);
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
