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
 * Delivers events to listeners in order, one after the other, on a thread that nothing else waits for. A listener that
 * blocks delays only later events of its session, and a listener may use the session without a deadlock.
 */
final class SessionListeners {

    private final Executor executor;
    private final List<Consumer<SessionEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Notification> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pendingCount = new AtomicInteger();

    /** An event, and the listeners that were registered when it occurred. */
    private record Notification(SessionEvent event, List<Consumer<SessionEvent>> listeners) {}

    SessionListeners(Executor executor) {
        this.executor = executor;
    }

    Subscription add(Consumer<? super SessionEvent> listener) {
        Consumer<SessionEvent> registered = listener::accept;
        listeners.add(registered);
        return () -> listeners.remove(registered);
    }

    /** Queues an event. Never blocks, so it can be called while a lock is held, which keeps the events in order. */
    void publish(SessionEvent event) {
        List<Consumer<SessionEvent>> current = List.copyOf(listeners);
        if (!current.isEmpty()) {
            pending.add(new Notification(event, current));
            if (pendingCount.getAndIncrement() == 0) {
                executor.execute(this::deliver);
            }
        }
    }

    private void deliver() {
        int delivered = 1;
        do {
            for (Notification notification = pending.poll(); notification != null; notification = pending.poll()) {
                notifyListeners(notification);
            }
            delivered = pendingCount.addAndGet(-delivered);
        } while (delivered > 0);
    }

    private void notifyListeners(Notification notification) {
        for (Consumer<SessionEvent> listener : notification.listeners()) {
            try {
                if (listeners.contains(listener)) {
                    listener.accept(notification.event());
                }
            } catch (Throwable ignored) {
                // A failing listener must not affect the session and its other listeners.
            }
        }
    }
}
