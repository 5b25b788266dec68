package dev.plinth.core.internal.connection;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallOptions;
import dev.plinth.core.CallRecord;
import dev.plinth.core.CheckedConsumer;
import dev.plinth.core.CheckedFunction;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.Service;
import dev.plinth.core.http.RawHttpClient;
import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.call.CallEnvironment;
import dev.plinth.core.internal.call.CallHistory;
import dev.plinth.core.internal.call.CallSettings;
import dev.plinth.core.internal.gateway.ControlPlaneGateway;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Arguments;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gateway, credentials and settings over resources that all derived connections share. The only implementation of
 * {@link Connection}. Immutable and thread-safe.
 */
public final class LiveConnection implements Connection {

    private final ConnectionResources resources;
    private final CallEnvironment environment;
    private final OperationRunner runner;
    private final @Nullable CallHistory history;
    private final boolean owner;

    LiveConnection(
            ConnectionResources resources, CallEnvironment environment, @Nullable CallHistory history, boolean owner) {
        this.resources = resources;
        this.environment = environment;
        this.runner = new OperationRunner(resources, environment);
        this.history = history;
        this.owner = owner;
    }

    /** Casts a connection to its implementation. */
    public static LiveConnection of(Connection connection) {
        return (LiveConnection) connection;
    }

    @Override
    public RawHttpClient http() {
        return runner::runRaw;
    }

    // Derived connections

    /** Derives a connection with other settings. */
    public LiveConnection withOptions(Consumer<? super CallOptions> change) {
        CallOptionsImpl options = Arguments.configured(
                new CallOptionsImpl(environment.settings(), environment.observers()), change, "options");
        return derive(environment.withOptions(options.settings(), options.observers()));
    }

    /** Derives a connection with other credentials. */
    public LiveConnection actingAs(Credentials other) {
        gateway().check(other);
        return derive(environment.withCredentials(other));
    }

    @Override
    public LiveConnection project(String ref) {
        Arguments.required(ref, "ref");
        if (!(gateway() instanceof ControlPlaneGateway controlPlane)) {
            throw new IllegalStateException(
                    "this connection belongs to one project; only a platform's connection can select one");
        }
        return derive(environment.withGateway(controlPlane.project(ref)));
    }

    /** Returns this connection as one whose {@code close()} closes the shared resources. */
    public LiveConnection owned() {
        return new LiveConnection(resources, environment, history, true);
    }

    LiveConnection inScope(CancelScope scope) {
        return derive(environment.withScope(scope));
    }

    /** Returns this connection outside any future: its calls are not cancelled with one. */
    public LiveConnection unbound() {
        return inScope(resources.root());
    }

    /**
     * Returns this connection with the settings and observers that it was opened with, outside any future. Use it for
     * work that outlives the connection that started it.
     */
    public LiveConnection asOpened() {
        return derive(environment
                .withOptions(resources.settings(), resources.observers())
                .withScope(resources.root()));
    }

    /** Derives a connection whose calls, and the responses that they opened, can be cancelled together. */
    public CancellableConnection cancellable() {
        CancelScope own = scope().effective().child();
        return new CancellableConnection(inScope(own), own);
    }

    private LiveConnection derive(CallEnvironment other) {
        return new LiveConnection(resources, other, history, false);
    }

    // Futures and waiting

    /** Runs work on another thread. */
    public <T> CompletableFuture<T> async(CheckedFunction<LiveConnection, T> work) {
        if (capturingCurl()) {
            throw new IllegalStateException("nothing is sent within toCurl");
        }
        runner.checkOpen();
        return ScopedFuture.start(this, work);
    }

    /** Waits for a time; fails if the connection is closed or the future that it is bound to is cancelled. */
    public void pause(Duration time) {
        try {
            resources.timing().await(scope().effective(), time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("a wait was interrupted", e);
        }
        if (scope().effective().cancelled()) {
            throw new CallCancelledException("a wait was cancelled", null);
        }
    }

    /**
     * Waits until a future has completed, at most for the time limit of a call.
     *
     * @param purpose what the wait is for, for messages
     */
    public <T> T await(CompletableFuture<T> future, String purpose) {
        return Waiting.await(this, future, purpose);
    }

    /** Returns whether this connection was closed, or the future that it is bound to was cancelled. */
    public boolean stopped() {
        return resources.closed() || scope().effective().cancelled();
    }

    /** Returns the executor for work that no caller may cancel. */
    public Executor background() {
        return resources.background();
    }

    /**
     * Schedules a task. The task must not block.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the connection is closed
     */
    public Future<?> schedule(Duration delay, Runnable task) {
        return resources.timers().schedule(delay, task);
    }

    // curl

    /** Returns whether this thread is inside {@link #toCurl}. */
    public boolean capturingCurl() {
        return resources.curlCapture().contains(Thread.currentThread());
    }

    /** Returns the first request that the task would send, as a {@code curl} command. */
    public String toCurl(CheckedConsumer<LiveConnection> work, boolean withSecrets) {
        return resources.curlCapture().capture(() -> work.accept(this), withSecrets);
    }

    /** Returns the URL of an operation, without credentials. Nothing is sent. */
    public String address(Operation<?> operation) {
        Route<?> route = operation.route(gateway().dialectFor(operation));
        if (route == null) {
            throw new IllegalStateException(operation.name() + " has no route here");
        }
        Service service = operation.service().service();
        return gateway().base(service) + gateway().pathPrefix(service) + route.path;
    }

    // Accessors

    /** Returns the one instance of a type that belongs to this connection and all derived ones, creating it if needed. */
    public <T> T sharedInstance(Class<T> type, Supplier<T> factory) {
        return resources.sharedInstance(type, factory);
    }

    /** Returns the clock. */
    public Timing timing() {
        return resources.timing();
    }

    @Override
    public URI url() {
        return URI.create(gateway().url());
    }

    @Override
    public List<CallRecord> callHistory() {
        return history == null ? List.of() : history.list();
    }

    @Override
    public void close() {
        if (owner) {
            resources.close();
        }
    }

    /** Returns the gateway. */
    public Gateway gateway() {
        return environment.gateway();
    }

    /** Returns the credentials. */
    public Credentials credentials() {
        return environment.credentials();
    }

    CallSettings settings() {
        return environment.settings();
    }

    CancelScope scope() {
        return environment.scope();
    }

    OperationRunner runner() {
        return runner;
    }

    ConnectionResources resources() {
        return resources;
    }

    /** Returns which project or platform is reached, and how, as clients print it. */
    public String identity() {
        return gateway().identity();
    }

    @Override
    public String toString() {
        return "Connection[" + identity() + "]";
    }
}
