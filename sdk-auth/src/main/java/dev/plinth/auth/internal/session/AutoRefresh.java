package dev.plinth.auth.internal.session;

import dev.plinth.auth.Session.Subscription;
import dev.plinth.core.internal.connection.LiveConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Refreshes a session before each expiry. The timer only checks the clock; the refresh runs in the background. */
final class AutoRefresh implements Subscription {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    /** The maximum delay between two checks, because the clock may be changed and the machine may be suspended. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SessionManager session;
    private final LiveConnection connection;
    private volatile boolean closed;
    private volatile int failures;
    private volatile @Nullable Future<?> next;

    private AutoRefresh(SessionManager session, LiveConnection connection) {
        this.session = session;
        this.connection = connection;
    }

    static AutoRefresh start(SessionManager session, LiveConnection connection) {
        AutoRefresh freshener = new AutoRefresh(session, connection);
        freshener.schedule(SHORTEST);
        return freshener;
    }

    private void schedule(Duration atLeast) {
        if (closed || session.ended()) {
            return;
        }
        Duration left = Duration.between(connection.timing().now(), session.refreshAt());
        Duration delay = left.compareTo(LONGEST) > 0 ? LONGEST : left;
        try {
            next = connection.schedule(delay.compareTo(atLeast) < 0 ? atLeast : delay, this::look);
        } catch (RejectedExecutionException e) {
            // The connection is closed, so the session is not refreshed any more.
            closed = true;
        }
    }

    private void look() {
        if (closed || session.ended() || session.token().isPresent()) {
            schedule(SHORTEST);
            return;
        }
        CompletableFuture<?> ignored = session.refreshAhead().whenComplete((tokens, failure) -> {
            failures = failure == null ? 0 : Math.min(failures + 1, MOST_DOUBLINGS);
            schedule(SHORTEST.multipliedBy(1L << failures));
        });
    }

    @Override
    public void close() {
        closed = true;
        Future<?> pending = next;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    @Override
    public String toString() {
        return "Subscription[auto-refresh of " + session + (closed ? ", closed]" : "]");
    }
}
