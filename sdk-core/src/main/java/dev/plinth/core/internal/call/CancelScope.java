package dev.plinth.core.internal.call;

import dev.plinth.core.http.CallContext.Registration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is stopped together: all calls of a connection, and within it those of one future. Everything that waits in a
 * scope waits on its latch.
 */
public final class CancelScope {

    private enum State {
        OPEN,
        /** The future's work is done: what it left open lives on in the parent. */
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

    static CancelScope root() {
        return new CancelScope(null);
    }

    /** Makes the scope of one future. */
    CancelScope child() {
        return new CancelScope(this);
    }

    /** Returns the scope that calls made now belong to: once a future's work is done, its connection's. */
    CancelScope effective() {
        return parent != null && state.get() == State.RELEASED ? parent.effective() : this;
    }

    boolean isRoot() {
        return parent == null;
    }

    boolean cancelled() {
        return state.get() == State.CANCELLED;
    }

    /** Stops everything in the scope, unless it was released before. */
    void cancel() {
        if (state.compareAndSet(State.OPEN, State.CANCELLED)) {
            leaveParent();
            latch.countDown();
            actions.forEach(Entry::run);
            actions.clear();
        }
    }

    /** Lets go of everything in the scope; false if it was cancelled before. */
    boolean release() {
        boolean released = state.compareAndSet(State.OPEN, State.RELEASED);
        if (released) {
            leaveParent();
            actions.clear();
        }
        return released;
    }

    /** Runs the action when the scope is cancelled; at once if it already is. */
    Entry onCancel(Runnable action) {
        Entry entry = new Entry(action);
        actions.add(entry);
        if (cancelled()) {
            entry.run();
        }
        return entry;
    }

    void await(long nanos) throws InterruptedException {
        // The result does not matter: who waits looks at the scope and at the clock itself.
        boolean ignored = latch.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void leaveParent() {
        if (inParent != null) {
            inParent.remove();
        }
    }

    /** What is done once, unless it is taken back before. */
    final class Entry implements Registration, Runnable {

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

        @Override
        public void remove() {
            action.set(null);
            actions.remove(this);
        }
    }
}
