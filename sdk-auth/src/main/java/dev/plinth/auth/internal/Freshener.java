package dev.plinth.auth.internal;

import dev.plinth.auth.Session.Subscription;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.call.LiveConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Refreshes a session whenever that is due. Waits on the JDK's own daemon thread, and works on the connection's. */
final class Freshener implements Subscription {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final SessionManager session;
    private final LiveConnection connection;
    private volatile boolean closed;

    private Freshener(SessionManager session, LiveConnection connection) {
        this.session = session;
        this.connection = connection;
    }

    static Freshener start(SessionManager session, LiveConnection connection) {
        Freshener freshener = new Freshener(session, connection);
        freshener.wait(connection);
        return freshener;
    }

    private void wait(LiveConnection of) {
        if (closed || session.ended()) {
            return;
        }
        Duration left = Duration.between(of.timing().now(), session.refreshAt());
        Duration delay = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(this::leaveTimer);
    }

    /** The timer's thread is the whole process': nothing may block it. */
    private void leaveTimer() {
        try {
            CompletableFuture<Boolean> ignored = connection.async(this::tick);
        } catch (IllegalStateException e) {
            // The connection is closed: there is nothing to keep fresh any more.
            closed = true;
        }
    }

    private boolean tick(LiveConnection bound) {
        if (closed) {
            return false;
        }
        try {
            boolean due = session.current().isEmpty();
            if (due) {
                session.refresh();
            }
        } catch (PlinthException e) {
            // The session's listeners have heard of it; the next time is due as the session says.
            wait(connection);
            return false;
        }
        wait(connection);
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
