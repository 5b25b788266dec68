package dev.plinth.auth.internal;

import dev.plinth.auth.Session.Subscription;
import dev.plinth.auth.SessionEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells listeners what happened, in order, one event after the other. Events are put in while things happen and told
 * when no lock is held any more; a listener that causes another event hears of it after it has returned.
 */
final class Announcer {

    private final List<Consumer<? super SessionEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<SessionEvent> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Subscription add(Consumer<? super SessionEvent> listener) {
        Consumer<SessionEvent> one = listener::accept;
        listeners.add(one);
        return () -> listeners.remove(one);
    }

    void put(SessionEvent event) {
        pending.add(event);
    }

    /** Tells what is pending, unless another thread, or this one further down its stack, is at it: then that one does. */
    void tell() {
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (SessionEvent event = pending.poll(); event != null; event = pending.poll()) {
                tellAll(event);
            }
            seen = waiting.addAndGet(-seen);
        } while (seen > 0);
    }

    private void tellAll(SessionEvent event) {
        for (Consumer<? super SessionEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException ignored) {
                // The session must not depend on what its listeners do.
            }
        }
    }
}
