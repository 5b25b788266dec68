package dev.plinth.storage.transfer.internal.download;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Daemon threads for the parts of transfers: one for each part that is transferred at the same time. */
public final class TransferThreads {

    private static final Executor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "plinth-transfer");
                thread.setDaemon(true);
                return thread;
            });

    private TransferThreads() {}

    /** Runs work on its own thread. */
    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, THREADS);
    }
}
