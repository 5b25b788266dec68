package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpTransport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all views of one opened connection have in common: the request path, its pools, its end. */
final class Shared {

    private final Exchange path;
    private final HttpTransport transport;
    private final boolean ownsTransport;
    private final Timing timing;
    private final Duration stallTimeout;
    private final CancelScope root = CancelScope.root();
    private final AsyncRunner runner;
    private final BackgroundExecutor background = new BackgroundExecutor();
    private final Deadlines deadlines;
    private final Timers timers = new Timers();
    private final Explainers explainers = new Explainers();
    private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CallSettings settings;
    private final Observers observers;

    Shared(
            HttpTransport transport,
            boolean ownsTransport,
            Timing timing,
            Duration stallTimeout,
            int connectionsPerHost,
            boolean expectContinue,
            @Nullable Executor executor,
            CallSettings settings,
            Observers observers) {
        this.settings = settings;
        this.observers = observers;
        this.transport = transport;
        this.ownsTransport = ownsTransport;
        this.timing = timing;
        this.stallTimeout = stallTimeout;
        this.deadlines = new Deadlines(timing);
        this.runner = AsyncRunner.on(executor);
        Exchange wire = new Classifying(
                new Transporting(transport, new Gates(connectionsPerHost), new Expectations(expectContinue)));
        Exchange authorized = new Authorizing(new Decoding(wire), new Renewals(timing, background));
        this.path = new Observing(new Retrying(authorized, new RetryBudget()));
    }

    /** Observing( Retrying( Authorizing( Decoding( Classifying( Transporting ))))). */
    Exchange path() {
        return path;
    }

    HttpTransport transport() {
        return transport;
    }

    Timing timing() {
        return timing;
    }

    /** Returns the settings that the connection was opened with. */
    CallSettings settings() {
        return settings;
    }

    /** Returns the observers that the connection was opened with. */
    Observers observers() {
        return observers;
    }

    Duration stallTimeout() {
        return stallTimeout;
    }

    /** Runs what no caller may stop. */
    Executor background() {
        return background;
    }

    /** Starts work at a later time. */
    Timers timers() {
        return timers;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    CancelScope root() {
        return root;
    }

    AsyncRunner runner() {
        return runner;
    }

    Explainers explainers() {
        return explainers;
    }

    /** Returns what is kept under a type, making it if it is not there. */
    <T> T kept(Class<T> type, Supplier<T> make) {
        return type.cast(kept.computeIfAbsent(type, absent -> make.get()));
    }

    boolean closed() {
        return closed.get();
    }

    void checkOpen() {
        if (closed()) {
            throw new IllegalStateException("the connection is closed");
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            runner.close();
            root.cancel();
            background.close();
            timers.close();
            deadlines.close();
            if (ownsTransport) {
                transport.close();
            }
        }
    }
}
