package dev.plinth.core.internal.call;

import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallOptions;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.RecentCall;
import dev.plinth.core.Service;
import dev.plinth.core.VoidWork;
import dev.plinth.core.Work;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.RawHttp;
import dev.plinth.core.internal.content.OwnedContent;
import dev.plinth.core.internal.gateway.ControlPlaneGateway;
import dev.plinth.core.internal.gateway.Gateway;
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

/** The one connection there is: a gateway, a credential and settings over what all its views share. */
public final class LiveConnection implements Connection {

    private static final int NOT_FOUND = 404;

    private final Shared shared;
    private final Gateway gateway;
    private final Credentials credentials;
    private final CallSettings settings;
    private final Observers observers;
    private final @Nullable RecentCalls recent;
    private final CancelScope scope;
    private final boolean owner;

    LiveConnection(
            Shared shared,
            Gateway gateway,
            Credentials credentials,
            CallSettings settings,
            Observers observers,
            @Nullable RecentCalls recent,
            CancelScope scope,
            boolean owner) {
        this.shared = shared;
        this.gateway = gateway;
        this.credentials = credentials;
        this.settings = settings;
        this.observers = observers;
        this.recent = recent;
        this.scope = scope;
        this.owner = owner;
    }

    /** Returns the connection as what it is. */
    public static LiveConnection of(Connection connection) {
        return (LiveConnection) connection;
    }

    // Running operations

    /** Runs an operation in the dialect that the gateway speaks. */
    public <T> T run(Operation<T> operation) {
        Dialect dialect = gateway.choose(operation);
        Call<T> call = call(operation, dialect);
        try {
            return run(operation, dialect, call);
        } finally {
            if (!explaining()) {
                OwnedContent.release(call.route.body);
            }
        }
    }

    private <T> T run(Operation<T> operation, Dialect dialect, Call<T> call) {
        HttpResponse response = send(call);
        if (call.brings(response)) {
            gateway.answered(operation, dialect);
            return call.result();
        }
        Failure failure = failureOf(response);
        T gone = gone(call, failure);
        if (gone != null) {
            return gone;
        }
        Dialect other = gateway.otherwise(operation, dialect, failure);
        if (other == null) {
            throw call.failures().failed(failure);
        }
        return runInstead(operation, other, call.failures().failed(failure));
    }

    /** Returns the result of a deletion that an earlier attempt, whose response was lost, most likely carried out. */
    private <T> @Nullable T gone(Call<T> call, Failure failure) {
        boolean notFound =
                failure.status() == NOT_FOUND || failure.code().value().endsWith("_not_found");
        return notFound && call.maybeDone() && !gateway.lacksRoute(failure) ? call.operation.whenGone() : null;
    }

    /** Asks in the other dialect; if that has no such route either, the first answer stands. */
    private <T> T runInstead(Operation<T> operation, Dialect dialect, RuntimeException first) {
        Call<T> call = call(operation, dialect);
        HttpResponse response = send(call);
        if (call.brings(response)) {
            gateway.answered(operation, dialect);
            return call.result();
        }
        Failure failure = failureOf(response);
        if (gateway.lacksRoute(failure)) {
            throw first;
        }
        gateway.answered(operation, dialect);
        throw call.failures().failed(failure);
    }

    /** Sends a request of the user's own; whatever the answer's status, it is the result. */
    private HttpResponse sendRaw(HttpRequest request) {
        Arguments.required(request, "request");
        Call<HttpResponse> call = new Call<>(this, RawOperation.of(request), RawOperation.route(), newCallId());
        try {
            return exchange(call, RawOperation.address(request, gateway, headers(call)));
        } finally {
            if (!explaining()) {
                request.body().ifPresent(OwnedContent::release);
            }
        }
    }

    private <T> Call<T> call(Operation<T> operation, Dialect dialect) {
        Route<T> route = operation.in(dialect);
        if (route == null) {
            throw new IllegalStateException(operation.name() + " has no route in " + dialect);
        }
        return new Call<>(this, operation, route, newCallId());
    }

    private HttpResponse send(Call<?> call) {
        Route<?> route = call.route;
        String base = gateway.base(call.operation.service().service());
        String path = gateway.mount(call.operation.service().service()) + route.path;
        return exchange(
                call, HttpRequest.of(route.method, base, path, headers(call).build(), route.body));
    }

    private HttpResponse exchange(Call<?> call, HttpRequest request) {
        if (shared.explainers().contains(Thread.currentThread())) {
            throw new Explainers.Captured(call, atHand(call, request));
        }
        checkOpen();
        return shared.path().exchange(request, call);
    }

    /** Work inside of a future learns of the connection's end by being stopped, like everything that is under way. */
    private void checkOpen() {
        if (scope.effective().isRoot()) {
            shared.checkOpen();
        }
    }

    /** Returns the request with the token at hand: nothing is renewed for the sake of showing it. */
    HttpRequest atHand(Call<?> call, HttpRequest request) {
        return call.route.anonymous
                ? gateway.authorize(request, null, null)
                : gateway.authorize(request, credentials, credentials.current().orElse(null));
    }

    private HttpHeaders.Builder headers(Call<?> call) {
        HttpHeaders.Builder headers = settings.headers().toBuilder();
        headers.add("X-Request-Id", call.id);
        headers.add("Accept", call.route.streams ? "*/*" : "application/json");
        call.route.headers.forEach(headers::set);
        return headers;
    }

    private String newCallId() {
        long bits = (long) (shared.timing().random() * Long.MAX_VALUE);
        return Long.toHexString(bits ^ shared.timing().nanoTime());
    }

    private static Failure failureOf(HttpResponse response) {
        return response.failure().orElseThrow(() -> new IllegalStateException("a failure without an answer"));
    }

    /** Tells whether this thread is only explaining. */
    public boolean explaining() {
        return shared.explainers().contains(Thread.currentThread());
    }

    // Deriving

    /** Derives a connection with other settings. */
    public LiveConnection with(Consumer<CallOptions> change) {
        Options options = new Options(settings, observers);
        change.accept(options);
        return new LiveConnection(
                shared, gateway, credentials, options.settings(), options.observers(), recent, scope, false);
    }

    /** Derives a connection with another credential. */
    public LiveConnection actingAs(Credentials other) {
        gateway.check(other);
        return new LiveConnection(shared, gateway, other, settings, observers, recent, scope, false);
    }

    @Override
    public LiveConnection project(String ref) {
        Arguments.required(ref, "ref");
        if (!(gateway instanceof ControlPlaneGateway controlPlane)) {
            throw new IllegalStateException("a connection to one project leads to no other");
        }
        return new LiveConnection(
                shared, controlPlane.project(ref), credentials, settings, observers, recent, scope, false);
    }

    /** Returns the same connection as one whose closing ends it all. */
    public LiveConnection owned() {
        return new LiveConnection(shared, gateway, credentials, settings, observers, recent, scope, true);
    }

    LiveConnection within(CancelScope other) {
        return new LiveConnection(shared, gateway, credentials, settings, observers, recent, other, false);
    }

    /** Runs work as a future. */
    public <T> CompletableFuture<T> async(Work<LiveConnection, T> work) {
        if (explaining()) {
            throw new IllegalStateException("nothing is sent while a call is being explained");
        }
        checkOpen();
        return BoundFuture.start(this, work);
    }

    /** Returns the first request of the work. */
    public String explain(VoidWork<LiveConnection> work, boolean withSecrets) {
        Thread thread = Thread.currentThread();
        boolean outermost = shared.explainers().enter(thread);
        try {
            work.on(this);
        } catch (Explainers.Captured captured) {
            return captured.curl(withSecrets);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the work failed before it made a call", e);
        } finally {
            if (outermost) {
                shared.explainers().leave(thread);
            }
        }
        throw new IllegalStateException("the work made no call");
    }

    // What service modules build on

    /** Returns what a service module keeps for this connection and all its views; made once. */
    public <T> T kept(Class<T> type, Supplier<T> make) {
        return shared.kept(type, make);
    }

    /** Returns this connection outside of any future: what is called through it ends with no future. */
    public LiveConnection unbound() {
        return within(shared.root());
    }

    /**
     * Returns this connection with the settings and observers that it was opened with, outside of any future: what
     * outlives the view that began it must not depend on that view.
     */
    public LiveConnection asOpened() {
        return new LiveConnection(
                shared, gateway, credentials, shared.settings(), shared.observers(), recent, shared.root(), false);
    }

    /** Returns the URL that an operation asks, for others to open. Nothing is sent, and no credential is in it. */
    public String address(Operation<?> operation) {
        Route<?> route = operation.in(gateway.choose(operation));
        if (route == null) {
            throw new IllegalStateException(operation.name() + " has no route here");
        }
        Service service = operation.service().service();
        return gateway.base(service) + gateway.mount(service) + route.path;
    }

    /** Waits as calls do: until the time is over or the future that this view is bound to is cancelled. */
    public void pause(Duration time) {
        try {
            shared.timing().await(scope.effective(), time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("a wait was stopped: its thread was interrupted", e);
        }
        if (scope.effective().cancelled()) {
            throw new CallInterruptedException("a wait was stopped: it was cancelled", null);
        }
    }

    /** Returns a view of this connection whose calls can be stopped together. */
    public StoppableView stoppable() {
        CancelScope own = scope.effective().child();
        return new StoppableView(within(own), own);
    }

    /** Tells whether this connection was closed, or the future that the view is bound to was cancelled. */
    public boolean stopped() {
        return shared.closed() || scope.effective().cancelled();
    }

    /** Returns the executor for work that no caller may stop. */
    public Executor background() {
        return shared.background();
    }

    /**
     * Starts work at a later time, on a thread that nothing else can hold up. The task must not block.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the connection is closed
     */
    public Future<?> schedule(Duration delay, Runnable task) {
        return shared.timers().schedule(delay, task);
    }

    /**
     * Waits for what another thread does, as long as a call of this view may take.
     *
     * @param what what is waited for, for messages
     */
    public <T> T await(CompletableFuture<T> other, String what) {
        return Waiting.await(this, other, what);
    }

    /** Returns time and chance as this connection's calls have them. */
    public Timing timing() {
        return shared.timing();
    }

    // What it is

    @Override
    public URI url() {
        return URI.create(gateway.url());
    }

    @Override
    public RawHttp http() {
        return this::sendRaw;
    }

    @Override
    public List<RecentCall> recent() {
        return recent == null ? List.of() : recent.list();
    }

    @Override
    public void close() {
        if (owner) {
            shared.close();
        }
    }

    /** Returns the gateway. */
    public Gateway gateway() {
        return gateway;
    }

    /** Returns the credentials. */
    public Credentials credentials() {
        return credentials;
    }

    CallSettings settings() {
        return settings;
    }

    Observers observers() {
        return observers;
    }

    CancelScope scope() {
        return scope;
    }

    Shared shared() {
        return shared;
    }

    @Override
    public String toString() {
        return "Connection[" + gateway.describe() + "]";
    }
}
