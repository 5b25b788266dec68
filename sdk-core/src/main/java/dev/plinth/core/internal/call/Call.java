package dev.plinth.core.internal.call;

import dev.plinth.core.Credentials;
import dev.plinth.core.PlinthException;
import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.TimeLimit;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.Waiting;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: what was asked, under which settings, how far it is. Belongs to the thread that makes it; other
 * threads only cancel it.
 */
public final class Call<T> implements CallContext {

    public final LiveConnection connection;
    public final Operation<T> operation;
    public final Route<T> route;
    public final String id;
    final long startedAt;

    private final CancelScope scope;
    private final TimeLimit limit;
    private final Timing timing;
    private int attempt = 1;
    private boolean expectContinue;
    private boolean maybeDone;
    private boolean budgetSpent;
    private @Nullable RuntimeException lastFailure;
    private volatile @Nullable Runnable abort;
    private volatile boolean bodyClosed;
    private final AtomicReference<@Nullable Runnable> closing = new AtomicReference<>();
    private @Nullable T result;

    public Call(LiveConnection connection, Operation<T> operation, Route<T> route, String id) {
        this.connection = connection;
        this.operation = operation;
        this.route = route;
        this.id = id;
        this.scope = connection.scope().effective();
        this.timing = connection.shared().timing();
        this.startedAt = timing.nanoTime();
        this.limit = new TimeLimit(
                timing,
                connection.shared().deadlines(),
                startedAt,
                connection.settings().timeoutNanos());
    }

    // What decorators ask of it

    public Credentials credentials() {
        return connection.credentials();
    }

    public Gateway gateway() {
        return connection.gateway();
    }

    public Timing timing() {
        return timing;
    }

    public CancelScope scope() {
        return scope;
    }

    public int maxAttempts() {
        return connection.settings().attempts();
    }

    public void nextAttempt() {
        attempt++;
    }

    /** Tells whether the server may have carried out an attempt whose response was lost. */
    public boolean maybeDone() {
        return maybeDone;
    }

    public void setMaybeDone() {
        maybeDone = true;
    }

    /** Says that there is no further attempt because too many calls of the connection failed. */
    public void setBudgetSpent() {
        budgetSpent = true;
    }

    /** Keeps why an attempt failed that is repeated: if no further one succeeds, it is the reason. */
    public void recordFailure(RuntimeException failure) {
        lastFailure = failure;
    }

    /** Tells whether the next attempt asks the server before it sends its body. */
    public boolean expectContinue() {
        return expectContinue;
    }

    public void setExpectContinue(boolean ask) {
        expectContinue = ask;
    }

    /** Tells whether an answer is one that a result is made of. */
    public boolean hasResult(HttpResponse response) {
        return response.successful() || response.status() == route.acceptedStatus;
    }

    /** A decoder returns a value, or the response is not what was asked for. */
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

    /** Returns what the decoder made, once there is a good answer. */
    public T result() {
        if (result == null) {
            throw new IllegalStateException(operation.name() + " has no result yet");
        }
        T taken = result;
        // Whoever gets it alone holds it: the call must not keep an open response alive.
        result = null;
        return maybeDone ? operation.afterRepetition(taken) : taken;
    }

    public long remainingNanos() {
        return limit.remainingNanos();
    }

    public TimeLimit limit() {
        return limit;
    }

    // What a transport asks of it

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
        return connection.shared().stallTimeout();
    }

    @Override
    public Registration onCancel(Runnable action) {
        abort = action;
        CancelScope.Entry once = scope.onCancel(action);
        Registration inTime = connection.shared().deadlines().watch(limit, once);
        return () -> {
            inTime.remove();
            once.remove();
        };
    }

    @Override
    public boolean cancelled() {
        return scope.cancelled();
    }

    /** Runs the action when the body of the response that the program got is closed; at once if it already is. */
    public void whenBodyIsClosed(Runnable action) {
        closing.set(action);
        if (bodyClosed) {
            tellClosed();
        }
    }

    public void bodyClosed() {
        bodyClosed = true;
        tellClosed();
    }

    private void tellClosed() {
        Runnable once = closing.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }

    /** Ends the exchange in hand so that its connection is not used again. */
    public void abortExchange() {
        Runnable action = abort;
        if (action != null) {
            action.run();
        }
    }

    /** Returns what to throw where this call fails. */
    public CallFailures failures() {
        return new CallFailures(this);
    }

    @Nullable
    RuntimeException lastFailure() {
        return lastFailure;
    }

    boolean isBudgetSpent() {
        return budgetSpent;
    }

    // Waiting

    /** Ends the call here if it is to go no further. */
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

    /** Waits for what another thread does; false if the call's time was over first. */
    public boolean await(CompletableFuture<?> other) {
        try {
            return Waiting.await(other, scope, remainingNanos()) && other.isDone();
        } catch (InterruptedException e) {
            throw failures().interrupted(e);
        }
    }
}
