package dev.plinth.storage.transfer.internal;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.internal.connection.CancellableConnection;
import dev.plinth.core.internal.connection.LiveConnection;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets other threads pause, resume and abort a transfer that one thread runs. The transfer uses a derived connection.
 * Pausing and aborting cancel its requests. The lock is never held while a request is sent.
 */
public final class RunControl {

    private static final Duration FOREVER = Duration.ofDays(365);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private @Nullable Thread runner;
    private @Nullable CancellableConnection requests;
    private boolean paused;
    private boolean aborted;
    private boolean cancelled;
    private boolean uncancellable;

    /**
     * Runs work, and runs it again after each pause, until it returns or fails.
     *
     * @param description identifies the work in messages
     * @throws IllegalStateException if it is already running
     * @throws CallCancelledException if it was aborted
     */
    public <T> T run(LiveConnection connection, String description, Function<LiveConnection, T> work) {
        begin(description);
        try {
            while (true) {
                LiveConnection current = awaitConnection(connection, description);
                try {
                    return work.apply(current);
                } catch (CallCancelledException e) {
                    if (!isCancelled() || isStopped(connection)) {
                        throw e;
                    }
                }
            }
        } finally {
            finish();
        }
    }

    private void begin(String description) {
        lock.lock();
        try {
            if (runner != null) {
                throw new IllegalStateException(description + " is already running");
            }
            runner = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            cancelRequests();
            requests = null;
            runner = null;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the transfer is paused, and returns the connection to use. */
    private LiveConnection awaitConnection(LiveConnection connection, String description) {
        while (true) {
            CancellableConnection current = connection.cancellable();
            if (useConnection(current, description)) {
                return current.connection();
            }
            try {
                current.connection().pause(FOREVER);
            } catch (CallCancelledException e) {
                if (isStopped(connection)) {
                    throw e;
                }
            }
        }
    }

    private boolean useConnection(CancellableConnection current, String description) {
        lock.lock();
        try {
            cancelRequests();
            requests = current;
            cancelled = false;
            if (aborted) {
                current.cancel();
                throw new CallCancelledException(description + " was aborted", null);
            }
            return !paused;
        } finally {
            lock.unlock();
        }
    }

    /** Pauses the transfer, and cancels the request in flight unless it must not be cancelled. */
    public void pause() {
        lock.lock();
        try {
            if (!paused) {
                paused = true;
                if (!uncancellable) {
                    cancelRequests();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Resumes a paused transfer. */
    public void resume() {
        lock.lock();
        try {
            if (paused) {
                paused = false;
                cancelRequests();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Aborts the transfer and all later runs. Does not wait until the current run has ended. */
    public void abort() {
        lock.lock();
        try {
            aborted = true;
            cancelRequests();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Aborts the transfer and all later runs, and waits until the current run has ended.
     *
     * @return false if the calling thread runs the transfer, which has therefore not ended yet
     */
    public boolean abortAndWait() {
        lock.lock();
        try {
            aborted = true;
            cancelRequests();
            if (Thread.currentThread().equals(runner)) {
                return false;
            }
            while (runner != null) {
                idle.await();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("the wait for the end of a transfer was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets whether the request in flight must not be cancelled by a pause. A server that loses its client after the
     * last byte, while it creates the object, may lose the whole upload.
     */
    void setUncancellable(boolean value) {
        lock.lock();
        try {
            boolean pausePending = uncancellable && !value && paused;
            uncancellable = value;
            if (pausePending) {
                cancelRequests();
            }
        } finally {
            lock.unlock();
        }
    }

    private void cancelRequests() {
        cancelled = true;
        if (requests != null) {
            requests.cancel();
        }
    }

    private boolean isCancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isStopped(LiveConnection connection) {
        return connection.stopped() || Thread.currentThread().isInterrupted();
    }
}
