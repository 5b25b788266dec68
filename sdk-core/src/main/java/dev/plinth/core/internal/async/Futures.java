package dev.plinth.core.internal.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads how futures ended. */
public final class Futures {

    private Futures() {}

    /** Returns what a future that is done failed with, as it was thrown; null if it did not fail. */
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
