package dev.plinth.core.internal.async;

import dev.plinth.core.http.CallContext.Registration;
import dev.plinth.core.internal.content.Callbacks;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels calls together: all calls of a connection or, in a child scope, those of one future. Everything that waits in
 * a scope waits on its latch.
 */
public final class CancelScope {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.http");

    private enum State {
        OPEN,
        /** The future's task has returned. Everything that it left open belongs to the parent. */
        RELEASED,
        CANCELLED
    }

    private final @Nullable CancelScope parent;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Set<Entry> actions = ConcurrentHashMap.newKeySet();
    private final @Nullable Registration inParent;

    private CancelScope(@Nullable CancelScope parent) {
        this.parent = parent;
        this.inParent = parent == null ? null : parent.onCancel(this::cancel);
    }

    public static CancelScope root() {
        return new CancelScope(null);
    }

    /** Creates the scope of a future. */
    public CancelScope child() {
        return new CancelScope(this);
    }

    /** Returns the scope that new calls belong to: the parent once this scope has been released. */
    public CancelScope effective() {
        return parent != null && state.get() == State.RELEASED ? parent.effective() : this;
    }

    public boolean isRoot() {
        return parent == null;
    }

    public boolean cancelled() {
        return state.get() == State.CANCELLED;
    }

    /** Cancels everything in the scope, unless it was released before. */
    public void cancel() {
        if (state.compareAndSet(State.OPEN, State.CANCELLED)) {
            removeFromParent();
            latch.countDown();
            runActions();
        }
    }

    /** Cancels what a released scope left open, because nobody will receive its result. */
    public void cancelReleased() {
        if (state.get() == State.RELEASED) {
            runActions();
        }
    }

    private void runActions() {
        actions.forEach(entry -> Callbacks.run(entry, LOG, "an action that cancels a call"));
        actions.clear();
    }

    /**
     * Hands everything that is still open in the scope to the parent; returns false if the scope was cancelled before.
     */
    public boolean release() {
        boolean released = state.compareAndSet(State.OPEN, State.RELEASED);
        if (released) {
            removeFromParent();
            actions.forEach(Entry::moveToParent);
        }
        return released;
    }

    /** Runs the action when the scope is cancelled; immediately if it already is. */
    public Entry onCancel(Runnable action) {
        Entry entry = new Entry(action);
        add(entry);
        return entry;
    }

    private void add(Entry entry) {
        actions.add(entry);
        if (cancelled()) {
            entry.run();
        }
    }

    void await(long nanos) throws InterruptedException {
        // The result does not matter: the caller checks the scope and the clock itself.
        boolean ignored = latch.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void removeFromParent() {
        if (inParent != null) {
            inParent.remove();
        }
    }

    /** An action that runs at most once, unless it is removed first. */
    public final class Entry implements Registration, Runnable {

        private final AtomicReference<@Nullable Runnable> action;

        private Entry(Runnable action) {
            this.action = new AtomicReference<>(action);
        }

        @Override
        public void run() {
            Runnable once = action.getAndSet(null);
            if (once != null) {
                once.run();
            }
        }

        /** Hands the action to the parent, unless it has run or was removed. */
        private void moveToParent() {
            CancelScope above = parent;
            if (above != null) {
                above.add(this);
                if (action.get() == null) {
                    remove();
                }
            }
        }

        @Override
        public void remove() {
            action.set(null);
            for (CancelScope scope = CancelScope.this; scope != null; scope = scope.parent) {
                scope.actions.remove(this);
            }
        }
    }
}
