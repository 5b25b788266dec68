package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.SessionEvent.Kind;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the events of a session, which are told on a thread of their own. */
final class Heard implements Consumer<SessionEvent> {

    private final BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();

    static Heard of(Session session) {
        Heard heard = new Heard();
        Session.Subscription ignored = session.onEvent(heard);
        return heard;
    }

    @Override
    public void accept(SessionEvent event) {
        events.add(event);
    }

    /** Waits for the next event and returns its kind. */
    Kind next() {
        return nextEvent().kind();
    }

    SessionEvent nextEvent() {
        try {
            SessionEvent event = events.poll(20, TimeUnit.SECONDS);
            assertThat(event).as("the next event").isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for these events, in this order. */
    void next(Kind... kinds) {
        for (Kind kind : kinds) {
            assertThat(next()).isEqualTo(kind);
        }
    }

    /** Returns an event that has been told already. */
    @Nullable
    SessionEvent told() {
        return events.poll();
    }
}
