package dev.plinth.auth.internal.session;

import dev.plinth.auth.Session.Subscription;
import dev.plinth.auth.SessionEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells listeners what happened, in order, one event after the other, on a thread that nothing else waits for: a listener
 * that blocks delays later events of its session and nothing more, and one that uses the session waits for nobody.
 */
final class SessionListeners {

    private final Executor executor;
    private final List<Consumer<SessionEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Told> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** An event, and who was listening when it happened. */
    private record Told(SessionEvent event, List<Consumer<SessionEvent>> listeners) {}

    SessionListeners(Executor executor) {
        this.executor = executor;
    }

    Subscription add(Consumer<? super SessionEvent> listener) {
        Consumer<SessionEvent> one = listener::accept;
        listeners.add(one);
        return () -> listeners.remove(one);
    }

    /** Has the event told soon. Never blocks, so it may be called with locks held, which keeps events in order. */
    void publish(SessionEvent event) {
        List<Consumer<SessionEvent>> now = List.copyOf(listeners);
        if (!now.isEmpty()) {
            pending.add(new Told(event, now));
            if (waiting.getAndIncrement() == 0) {
                executor.execute(this::tell);
            }
        }
    }

    private void tell() {
        int seen = 1;
        do {
            for (Told told = pending.poll(); told != null; told = pending.poll()) {
                tellAll(told);
            }
            seen = waiting.addAndGet(-seen);
        } while (seen > 0);
    }

    private void tellAll(Told told) {
        for (Consumer<SessionEvent> listener : told.listeners()) {
            try {
                if (listeners.contains(listener)) {
                    listener.accept(told.event());
                }
            } catch (Throwable ignored) {
                // The session, and its other listeners, must not depend on what one listener does.
            }
        }
    }
}
