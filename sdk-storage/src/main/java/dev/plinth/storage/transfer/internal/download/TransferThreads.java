package dev.plinth.storage.transfer.internal.download;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Daemon threads for the parts of a transfer; as many as there are parts at the same time. */
public final class TransferThreads {

    private static final Executor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "plinth-transfer");
                thread.setDaemon(true);
                return thread;
            });

    private TransferThreads() {}

    /** Runs work on a thread of its own. */
    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, THREADS);
    }
}
