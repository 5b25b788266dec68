package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Progress;
import dev.plinth.core.internal.connection.CancellableConnection;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.storage.transfer.FileStatus;
import dev.plinth.storage.transfer.internal.UploadFailures;
import dev.plinth.storage.transfer.internal.download.TransferThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Transfers files on several threads, while another thread finds them. The failure of one file is an outcome. Any other
 * failure, such as a cancelled call, ends the transfer.
 */
final class FileWorkers {

    /** One file to be transferred. */
    interface Job {

        /** Returns the path relative to the directory. */
        String path();

        /** Returns the number of bytes to transfer. */
        long size();

        /** Returns whether the target already has the same content. */
        boolean isUpToDate();

        /** Transfers the file. */
        void transfer(LiveConnection connection, Consumer<Progress> progress);
    }

    /** The maximum number of files in the queue, so that memory does not depend on the number of files. */
    private static final int MAX_QUEUED = 1000;

    private final DirectoryPlan plan;
    private final CancellableConnection requests;
    private final AdaptiveLimit limit;
    private final DirectoryMeter meter;
    private final OutcomeLog log;
    private final BlockingQueue<Optional<Job>> queue;
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    FileWorkers(DirectoryPlan plan, LiveConnection connection, DirectoryMeter meter, OutcomeLog log) {
        this.plan = plan;
        this.queue = new LinkedBlockingQueue<>(MAX_QUEUED + plan.parallelism());
        this.limit = new AdaptiveLimit(plan.parallelism(), connection.timing()::nanoTime);
        this.requests = connection.withOptions(o -> o.observer(limit)).cancellable();
        this.meter = meter;
        this.log = log;
    }

    /** Returns the connection whose responses adapt the number of simultaneous transfers. */
    LiveConnection connection() {
        return requests.connection();
    }

    /** Queues a file. Waits while the queue is full. */
    void submit(Job job) {
        rethrow();
        meter.planned(job.size());
        if (threads.size() < plan.parallelism()) {
            threads.add(TransferThreads.run(this::runWorker));
        }
        enqueue(Optional.of(job));
    }

    private void enqueue(Optional<Job> job) {
        try {
            queue.put(job);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private CallInterruptedException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(plan.name() + " was cancelled: its thread was interrupted", cause);
    }

    /** Waits until all files are transferred. */
    void finish() {
        for (CompletableFuture<Void> ignored : threads) {
            enqueue(Optional.empty());
        }
        try {
            for (CompletableFuture<Void> thread : threads) {
                Void ignored = thread.get();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker threw an exception", e);
        }
        rethrow();
    }

    /** Stops all threads. After {@link #finish} no thread is running any more. */
    void close() {
        fail(new CallCancelledException(plan.name() + " has ended", null));
        queue.clear();
        for (CompletableFuture<Void> thread : threads) {
            while (!thread.isDone() && !queue.offer(Optional.empty())) {
                queue.clear();
            }
        }
        for (CompletableFuture<Void> thread : threads) {
            Void ignored = thread.join();
        }
    }

    private void runWorker() {
        try {
            for (Optional<Job> job = queue.take(); job.isPresent(); job = queue.take()) {
                if (failure.get() == null) {
                    run(job.get());
                }
            }
        } catch (InterruptedException e) {
            fail(e);
        }
    }

    private void run(Job job) {
        limit.acquire();
        try {
            log.add(outcome(job));
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            limit.release();
        }
    }

    private void fail(Throwable e) {
        boolean ignored = failure.compareAndSet(null, e);
        requests.cancel();
    }

    private Outcome outcome(Job job) {
        DirectoryMeter.FileProgress progress = meter.new FileProgress();
        for (int attempt = 1; ; attempt++) {
            try {
                if (job.isUpToDate()) {
                    progress.skipped(job.size());
                    return Outcome.skipped(job.path(), job.size(), "the target has the same content");
                }
                if (!plan.dryRun()) {
                    job.transfer(requests.connection(), progress);
                }
                progress.transferred(job.size());
                return Outcome.of(job.path(), FileStatus.TRANSFERRED, job.size());
            } catch (CallCancelledException e) {
                throw e;
            } catch (PlinthException e) {
                if (attempt >= plan.maxAttempts() || !UploadFailures.isTemporary(e)) {
                    progress.skipped(job.size());
                    return Outcome.failed(job.path(), job.size(), e);
                }
                UploadFailures.pause(requests.connection(), attempt);
            }
        }
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
