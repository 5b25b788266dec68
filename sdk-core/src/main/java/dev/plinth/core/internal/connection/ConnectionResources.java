package dev.plinth.core.internal.connection;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.async.AsyncRunner;
import dev.plinth.core.internal.async.BackgroundExecutor;
import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Deadlines;
import dev.plinth.core.internal.async.Timers;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.call.CallObservers;
import dev.plinth.core.internal.call.CallResources;
import dev.plinth.core.internal.call.CallSettings;
import dev.plinth.core.internal.exchange.AuthorizingExchange;
import dev.plinth.core.internal.exchange.Exchange;
import dev.plinth.core.internal.exchange.ExpectContinue;
import dev.plinth.core.internal.exchange.HostLimiters;
import dev.plinth.core.internal.exchange.RetryBudget;
import dev.plinth.core.internal.exchange.RetryingExchange;
import dev.plinth.core.internal.exchange.TokenRefreshes;
import dev.plinth.core.internal.exchange.TransportExchange;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The resources that all connections derived from one share: the request path, its executors and its transport. */
final class ConnectionResources {

    private final Exchange path;
    private final HttpTransport transport;
    private final boolean ownsTransport;
    private final Timing timing;
    private final CallResources callResources;
    private final CancelScope root = CancelScope.root();
    private final AsyncRunner runner;
    private final BackgroundExecutor background = new BackgroundExecutor();
    private final Deadlines deadlines;
    private final Timers timers = new Timers();
    private final CurlCapture curlCapture = new CurlCapture();
    private final Map<Class<?>, Object> instances = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CallSettings settings;
    private final CallObservers observers;

    ConnectionResources(
            HttpTransport transport,
            boolean ownsTransport,
            Timing timing,
            Duration idleTimeout,
            int maxConnectionsPerHost,
            boolean expectContinue,
            @Nullable Executor executor,
            CallSettings settings,
            CallObservers observers) {
        this.settings = settings;
        this.observers = observers;
        this.transport = transport;
        this.ownsTransport = ownsTransport;
        this.timing = timing;
        this.deadlines = new Deadlines(timing);
        this.callResources = new CallResources(timing, deadlines, idleTimeout, closed::get);
        this.runner = AsyncRunner.create(executor);
        Exchange attempt = new TransportExchange(
                transport, new HostLimiters(maxConnectionsPerHost), new ExpectContinue(expectContinue));
        Exchange authorized = new AuthorizingExchange(attempt, new TokenRefreshes(timing, background));
        this.path = new RetryingExchange(authorized, new RetryBudget());
    }

    /** Returns the exchanges in their order: retrying, authorizing, transport. */
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
    CallObservers observers() {
        return observers;
    }

    /** Returns the resources that calls share. */
    CallResources callResources() {
        return callResources;
    }

    /** Returns the executor for work that no caller may cancel. */
    Executor background() {
        return background;
    }

    /** Returns the timers that start tasks later. */
    Timers timers() {
        return timers;
    }

    CancelScope root() {
        return root;
    }

    AsyncRunner runner() {
        return runner;
    }

    CurlCapture curlCapture() {
        return curlCapture;
    }

    /** Returns the instance of a type, creating it if there is none. */
    <T> T sharedInstance(Class<T> type, Supplier<T> make) {
        return type.cast(instances.computeIfAbsent(type, absent -> make.get()));
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
