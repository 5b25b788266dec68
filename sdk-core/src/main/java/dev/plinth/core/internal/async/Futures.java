package dev.plinth.core.internal.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads the outcome of futures. */
public final class Futures {

    private Futures() {}

    /** Returns the original exception of a completed future; null if it did not fail. */
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
