package dev.plinth.core.internal.call;

import dev.plinth.core.Credentials;
import dev.plinth.core.PlinthException;
import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: what was asked, under which settings, how far it is. Belongs to the thread that makes it; other
 * threads only cancel it.
 */
final class Call<T> implements CallContext {

    final LiveConnection connection;
    final Operation<T> operation;
    final Route<T> route;
    final String id;
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

    Call(LiveConnection connection, Operation<T> operation, Route<T> route, String id) {
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

    Credentials credentials() {
        return connection.credentials();
    }

    Gateway gateway() {
        return connection.gateway();
    }

    Timing timing() {
        return timing;
    }

    CancelScope scope() {
        return scope;
    }

    int mostAttempts() {
        return connection.settings().attempts();
    }

    void nextAttempt() {
        attempt++;
    }

    /** Tells whether the server may have carried out an attempt whose response was lost. */
    boolean maybeDone() {
        return maybeDone;
    }

    void setMaybeDone() {
        maybeDone = true;
    }

    /** Says that there is no further attempt because too many calls of the connection failed. */
    void setBudgetSpent() {
        budgetSpent = true;
    }

    /** Keeps why an attempt failed that is repeated: if no further one succeeds, it is the reason. */
    void failedAttempt(RuntimeException failure) {
        lastFailure = failure;
    }

    /** Tells whether the next attempt asks the server before it sends its body. */
    boolean expectContinue() {
        return expectContinue;
    }

    void setExpectContinue(boolean ask) {
        expectContinue = ask;
    }

    /** Tells whether an answer is one that a result is made of. */
    boolean brings(HttpResponse response) {
        return response.successful() || response.status() == route.alsoTaken;
    }

    /** A decoder returns a value, or the response is not what was asked for. */
    void decode(HttpResponse response) throws IOException {
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
    T result() {
        if (result == null) {
            throw new IllegalStateException(operation.name() + " has no result yet");
        }
        T taken = result;
        // Whoever gets it alone holds it: the call must not keep an open response alive.
        result = null;
        return maybeDone ? operation.afterRepetition(taken) : taken;
    }

    long remainingNanos() {
        return limit.left();
    }

    TimeLimit limit() {
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
    public Duration stallTimeout() {
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
    void whenBodyIsClosed(Runnable action) {
        closing.set(action);
        if (bodyClosed) {
            tellClosed();
        }
    }

    void bodyClosed() {
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
    void abortExchange() {
        Runnable action = abort;
        if (action != null) {
            action.run();
        }
    }

    /** Returns what to throw where this call fails. */
    CallFailures failures() {
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
    void checkpoint() {
        if (Thread.currentThread().isInterrupted()) {
            throw failures().interrupted(null);
        }
        if (cancelled()) {
            throw failures().cancelledException(null);
        }
        if (remainingNanos() <= 0) {
            throw failures().stoppedWaiting("for its next attempt");
        }
    }

    /** Waits for what another thread does; false if the call's time was over first. */
    boolean await(CompletableFuture<?> other) {
        try {
            return Waiting.await(other, scope, remainingNanos()) && other.isDone();
        } catch (InterruptedException e) {
            throw failures().interrupted(e);
        }
    }
}
