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

    private static final Duration MIN_DELAY = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    /** The maximum delay between two checks, because the clock may be changed and the machine may be suspended. */
    private static final Duration MAX_DELAY = Duration.ofMinutes(1);

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
        AutoRefresh autoRefresh = new AutoRefresh(session, connection);
        autoRefresh.schedule(MIN_DELAY);
        return autoRefresh;
    }

    private void schedule(Duration minimum) {
        if (closed || session.ended()) {
            return;
        }
        Duration untilRefresh = Duration.between(connection.timing().now(), session.refreshAt());
        Duration delay = untilRefresh.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : untilRefresh;
        try {
            next = connection.schedule(delay.compareTo(minimum) < 0 ? minimum : delay, this::refreshIfDue);
        } catch (RejectedExecutionException e) {
            // The connection is closed, so the session is not refreshed any more.
            closed = true;
        }
    }

    private void refreshIfDue() {
        if (closed || session.ended() || session.token().isPresent()) {
            schedule(MIN_DELAY);
            return;
        }
        CompletableFuture<?> ignored = session.refreshAhead().whenComplete((tokens, failure) -> {
            failures = failure == null ? 0 : Math.min(failures + 1, MAX_DOUBLINGS);
            schedule(MIN_DELAY.multipliedBy(1L << failures));
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
