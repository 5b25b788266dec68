package dev.plinth.core.internal.call;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs an action once when the program closes the response body that it received. Thread-safe. */
final class BodyCloseListener {

    private final AtomicReference<@Nullable Runnable> action = new AtomicReference<>();
    private volatile boolean closed;

    /** Sets the action, and runs it immediately if the body is already closed. */
    void onClose(Runnable listener) {
        action.set(listener);
        if (closed) {
            runOnce();
        }
    }

    /** Marks the body as closed. */
    void closed() {
        closed = true;
        runOnce();
    }

    private void runOnce() {
        Runnable once = action.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }
}
