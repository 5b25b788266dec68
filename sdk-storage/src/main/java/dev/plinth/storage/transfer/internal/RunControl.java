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
 * Lets other threads pause, resume and abort a transfer that one thread runs. The transfer uses a derived connection, which
 * pausing and aborting stop together with the request in flight. The lock guards fields only.
 */
public final class RunControl {

    private static final Duration LONG = Duration.ofDays(365);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private @Nullable Thread runner;
    private @Nullable CancellableConnection view;
    private boolean paused;
    private boolean ended;
    private boolean cut;
    private boolean finishing;

    /**
     * Runs work, again after each pause, until it returns or fails.
     *
     * @param what names the work in messages
     * @throws IllegalStateException if it is running already
     * @throws CallCancelledException if it was ended
     */
    public <T> T run(LiveConnection connection, String what, Function<LiveConnection, T> work) {
        enter(what);
        try {
            while (true) {
                LiveConnection current = next(connection, what);
                try {
                    return work.apply(current);
                } catch (CallCancelledException e) {
                    if (!isCut() || isStopped(connection)) {
                        throw e;
                    }
                }
            }
        } finally {
            leave();
        }
    }

    private void enter(String what) {
        lock.lock();
        try {
            if (runner != null) {
                throw new IllegalStateException(what + " is already running");
            }
            runner = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            cutView();
            view = null;
            runner = null;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the transfer is paused, and returns the connection to use. */
    private LiveConnection next(LiveConnection connection, String what) {
        while (true) {
            CancellableConnection current = connection.cancellable();
            if (install(current, what)) {
                return current.connection();
            }
            try {
                current.connection().pause(LONG);
            } catch (CallCancelledException e) {
                if (isStopped(connection)) {
                    throw e;
                }
            }
        }
    }

    private boolean install(CancellableConnection current, String what) {
        lock.lock();
        try {
            cutView();
            view = current;
            cut = false;
            if (ended) {
                current.cancel();
                throw new CallCancelledException(what + " was aborted", null);
            }
            return !paused;
        } finally {
            lock.unlock();
        }
    }

    /** Pauses: cancels the request in flight, unless it must not be cancelled. */
    public void pause() {
        lock.lock();
        try {
            if (!paused) {
                paused = true;
                if (!finishing) {
                    cutView();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Resumes. */
    public void resume() {
        lock.lock();
        try {
            if (paused) {
                paused = false;
                cutView();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Aborts the transfer and all later runs. Does not wait for the end. */
    public void abort() {
        lock.lock();
        try {
            ended = true;
            cutView();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Aborts the transfer and all later runs, and waits for the end.
     *
     * @return false if the calling thread runs the transfer, which therefore has not ended yet
     */
    public boolean end() {
        lock.lock();
        try {
            ended = true;
            cutView();
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

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says whether a request is under way that a pause must not cut: a server that loses its client while it makes an
     * object of the last byte may lose the whole upload.
     */
    void finishing(boolean now) {
        lock.lock();
        try {
            boolean overdue = finishing && !now && paused;
            finishing = now;
            if (overdue) {
                cutView();
            }
        } finally {
            lock.unlock();
        }
    }

    private void cutView() {
        cut = true;
        if (view != null) {
            view.cancel();
        }
    }

    private boolean isCut() {
        lock.lock();
        try {
            return cut;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isStopped(LiveConnection connection) {
        return connection.stopped() || Thread.currentThread().isInterrupted();
    }
}
