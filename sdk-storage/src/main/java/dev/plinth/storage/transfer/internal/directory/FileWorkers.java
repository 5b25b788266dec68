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
 * Transfers files on several threads, while another thread finds them. A file that fails is an outcome; what is no failure
 * of a file, such as a cancelled call, ends the transfer.
 */
final class FileWorkers {

    /** One file to be transferred. */
    interface Job {

        /** Returns the path relative to the directory. */
        String path();

        /** Returns how many bytes there are to transfer. */
        long size();

        /** Tells whether the target has the content already. */
        boolean isSame();

        /** Transfers the file. */
        void transfer(LiveConnection view, Consumer<Progress> progress);
    }

    /** So many files wait at most, so that memory does not depend on their number. */
    private static final int WAITING = 1000;

    private final DirectoryPlan plan;
    private final CancellableConnection view;
    private final AdaptiveLimit limit;
    private final DirectoryMeter meter;
    private final OutcomeLog log;
    private final BlockingQueue<Optional<Job>> queue;
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    FileWorkers(DirectoryPlan plan, LiveConnection connection, DirectoryMeter meter, OutcomeLog log) {
        this.plan = plan;
        this.queue = new LinkedBlockingQueue<>(WAITING + plan.parallelism());
        this.limit = new AdaptiveLimit(plan.parallelism(), connection.timing()::nanoTime);
        this.view = connection.withOptions(o -> o.observer(limit)).cancellable();
        this.meter = meter;
        this.log = log;
    }

    /** Returns the connection whose failures lower the number of simultaneous transfers. */
    LiveConnection connection() {
        return view.connection();
    }

    /** Hands over a file. Waits while many are waiting. */
    void submit(Job job) {
        rethrow();
        meter.planned(job.size());
        if (threads.size() < plan.parallelism()) {
            threads.add(TransferThreads.run(this::work));
        }
        put(Optional.of(job));
    }

    private void put(Optional<Job> job) {
        try {
            queue.put(job);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private CallInterruptedException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(plan.name() + " was stopped: its thread was interrupted", cause);
    }

    /** Waits until all files are finished. */
    void finish() {
        for (CompletableFuture<Void> ignored : threads) {
            put(Optional.empty());
        }
        try {
            for (CompletableFuture<Void> thread : threads) {
                Void ignored = thread.get();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker keeps its failures", e);
        }
        rethrow();
    }

    /** Ends all threads, also when the transfer failed. After {@link #finish} there are none. */
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

    private void work() {
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
        limit.enter();
        try {
            log.add(outcome(job));
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            limit.leave();
        }
    }

    private void fail(Throwable e) {
        boolean ignored = failure.compareAndSet(null, e);
        view.cancel();
    }

    private Outcome outcome(Job job) {
        DirectoryMeter.OfFile progress = meter.new OfFile();
        for (int tries = 1; ; tries++) {
            try {
                if (job.isSame()) {
                    progress.dropped(job.size());
                    return Outcome.skipped(job.path(), job.size(), "the target has the same content");
                }
                if (!plan.dryRun()) {
                    job.transfer(view.connection(), progress);
                }
                progress.transferred(job.size());
                return Outcome.of(job.path(), FileStatus.TRANSFERRED, job.size());
            } catch (CallCancelledException e) {
                throw e;
            } catch (PlinthException e) {
                if (tries >= plan.maxAttempts() || !UploadFailures.passing(e)) {
                    progress.dropped(job.size());
                    return Outcome.failed(job.path(), job.size(), e);
                }
                UploadFailures.pause(view.connection(), tries);
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
