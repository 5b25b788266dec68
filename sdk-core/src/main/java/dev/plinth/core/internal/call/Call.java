package dev.plinth.core.internal.call;

import dev.plinth.core.Credentials;
import dev.plinth.core.PlinthException;
import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Futures;
import dev.plinth.core.internal.async.TimeLimit;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The state of one call: its operation, its settings and its progress. Confined to the thread that makes the call; other
 * threads only cancel it.
 */
public final class Call<T> implements CallContext {

    private final CallEnvironment environment;
    private final Operation<T> operation;
    private final Route<T> route;
    private final String id;
    private final CancelScope scope;
    private final Timing timing;
    private final long startedAt;
    private final TimeLimit limit;
    private final BodyCloseListener bodyClose = new BodyCloseListener();

    private int attempt = 1;
    private boolean expectContinue;
    private boolean mayBeProcessed;
    private boolean budgetSpent;
    private @Nullable RuntimeException lastFailure;
    private volatile @Nullable Runnable abort;
    private @Nullable T result;

    public Call(CallEnvironment environment, Operation<T> operation, Route<T> route, String id) {
        this.environment = environment;
        this.operation = operation;
        this.route = route;
        this.id = id;
        this.scope = environment.scope().effective();
        this.timing = environment.resources().timing();
        this.startedAt = timing.nanoTime();
        this.limit = new TimeLimit(
                timing,
                environment.resources().deadlines(),
                startedAt,
                environment.settings().timeoutNanos());
    }

    // The request

    /** Returns the operation. */
    public Operation<T> operationSpec() {
        return operation;
    }

    /** Returns the route that is requested. */
    public Route<T> route() {
        return route;
    }

    /** Returns the call's id, which is sent as {@code X-Request-Id}. */
    public String id() {
        return id;
    }

    public Gateway gateway() {
        return environment.gateway();
    }

    public Credentials credentials() {
        return environment.credentials();
    }

    public CallObservers observers() {
        return environment.observers();
    }

    CallSettings settings() {
        return environment.settings();
    }

    /** Returns the request with the token that is available now. Nothing is refreshed. */
    public HttpRequest withCurrentToken(HttpRequest request) {
        return route.anonymous
                ? gateway().authorize(request, null, null)
                : gateway()
                        .authorize(request, credentials(), credentials().token().orElse(null));
    }

    // Attempts

    public int maxAttempts() {
        return environment.settings().attempts();
    }

    public void nextAttempt() {
        attempt++;
    }

    /** Returns whether the server may have processed an attempt whose response was lost. */
    public boolean mayBeProcessed() {
        return mayBeProcessed;
    }

    public void setMayBeProcessed() {
        mayBeProcessed = true;
    }

    /** Records that the call is not retried because too many calls of the connection have failed. */
    public void setBudgetSpent() {
        budgetSpent = true;
    }

    boolean isBudgetSpent() {
        return budgetSpent;
    }

    /** Records the failure of an attempt that is retried. If no later attempt succeeds, it becomes the cause. */
    public void recordFailure(RuntimeException failure) {
        lastFailure = failure;
    }

    @Nullable
    RuntimeException lastFailure() {
        return lastFailure;
    }

    /** Returns whether the next attempt sends {@code Expect: 100-continue}. */
    public boolean expectContinue() {
        return expectContinue;
    }

    public void setExpectContinue(boolean ask) {
        expectContinue = ask;
    }

    /** Returns the factory of this call's exceptions. */
    public CallFailures failures() {
        return new CallFailures(this);
    }

    // The result

    /** Returns whether the result is decoded from a response. */
    public boolean hasResult(HttpResponse response) {
        return response.successful() || response.status() == route.acceptedStatus;
    }

    /**
     * Decodes the result. Exceptions and missing values of a decoder mean that the response is malformed.
     *
     * @throws UnexpectedBodyException if the response does not have the expected format
     */
    public void decode(HttpResponse response) throws IOException {
        try {
            result = route.decoder.decode(response);
        } catch (PlinthException e) {
            throw e;
        } catch (RuntimeException e) {
            UnexpectedBodyException unexpected = UnexpectedBodyException.shape();
            unexpected.initCause(e);
            throw unexpected;
        }
        if (result == null) {
            throw UnexpectedBodyException.shape();
        }
    }

    /** Returns the decoded result, once. */
    public T takeResult() {
        if (result == null) {
            throw new IllegalStateException(operation.name() + " has no result yet");
        }
        T taken = result;
        // Only the caller holds it: the call must not keep an open response reachable.
        result = null;
        return mayBeProcessed ? operation.afterRepetition(taken) : taken;
    }

    /**
     * Runs the action when the program closes the response body that it received; immediately if it is already closed.
     */
    public void onBodyClosed(Runnable action) {
        bodyClose.onClose(action);
    }

    public void bodyClosed() {
        bodyClose.closed();
    }

    // Time and cancellation

    public Timing timing() {
        return timing;
    }

    public long startedAt() {
        return startedAt;
    }

    public CancelScope scope() {
        return scope;
    }

    public TimeLimit limit() {
        return limit;
    }

    public long remainingNanos() {
        return limit.remainingNanos();
    }

    boolean connectionClosed() {
        return environment.resources().closed().getAsBoolean();
    }

    /** Aborts the current exchange so that its socket is not used again. */
    public void abortExchange() {
        Runnable action = abort;
        if (action != null) {
            action.run();
        }
    }

    /** Throws if the call is cancelled, interrupted or has timed out. */
    public void checkpoint() {
        if (Thread.currentThread().isInterrupted()) {
            throw failures().interrupted(null);
        }
        if (cancelled()) {
            throw failures().cancelled(null);
        }
        if (remainingNanos() <= 0) {
            throw failures().waitEnded("for its next attempt");
        }
    }

    /** Waits until the future is done; returns false if the call ended first. */
    public boolean await(CompletableFuture<?> other) {
        try {
            return Futures.await(other, scope, Math.max(0, remainingNanos())) && other.isDone();
        } catch (InterruptedException e) {
            throw failures().interrupted(e);
        }
    }

    // What a transport sees

    @Override
    public String operation() {
        return operation.name();
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    @Override
    public Duration idleTimeout() {
        return environment.resources().idleTimeout();
    }

    @Override
    public Registration onCancel(Runnable action) {
        abort = action;
        CancelScope.Entry once = scope.onCancel(action);
        Registration inTime = environment.resources().deadlines().watch(limit, once);
        return () -> {
            inTime.remove();
            once.remove();
        };
    }

    @Override
    public boolean cancelled() {
        return scope.cancelled();
    }
}
