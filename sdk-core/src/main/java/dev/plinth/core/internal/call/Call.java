package dev.plinth.core.internal.call;

import dev.plinth.core.ApiFault;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Content;
import dev.plinth.core.Credentials;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.json.TooLargeBodyException;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private static final String BUDGET_SPENT =
            "not sent again, because too many calls of this connection failed: the server seems to be down";

    private final CancelScope scope;
    private final TimeLimit limit;
    private final Timing timing;
    private int attempt = 1;
    private boolean expectContinue;
    private boolean maybeDone;
    private boolean budgetSpent;
    private @Nullable RuntimeException lastFailure;
    private volatile @Nullable Runnable abort;
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

    /** Returns the failure of an attempt that is not repeated for the same reason. */
    RuntimeException budgetSpent(RuntimeException failure) {
        return new TransportException(failure.getMessage() + "; " + BUDGET_SPENT, !maybeDone, null, failure);
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
        return maybeDone ? operation.afterRepetition(result) : result;
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

    /** Ends the exchange in hand so that its connection is not used again. */
    void abortExchange() {
        Runnable action = abort;
        if (action != null) {
            action.run();
        }
    }

    // Waiting

    /** Ends the call here if it is to go no further. */
    void checkpoint() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
        if (cancelled()) {
            throw cancelledException(null);
        }
        if (remainingNanos() <= 0) {
            throw stoppedWaiting("for its next attempt");
        }
    }

    /** Waits for what another thread does; false if the call's time was over first. */
    boolean await(CompletableFuture<?> other) {
        CountDownLatch woken = new CountDownLatch(1);
        CompletableFuture<?> ignored = other.whenComplete((value, failure) -> woken.countDown());
        Registration registration = scope.onCancel(woken::countDown);
        try {
            boolean awake = woken.await(Math.max(0, remainingNanos()), TimeUnit.NANOSECONDS);
            return awake && other.isDone();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            registration.remove();
        }
    }

    // How it ends badly

    PlinthException interrupted(@Nullable Exception cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(
                operation.name() + " was stopped: its thread was interrupted", cause == null ? lastFailure : cause);
    }

    PlinthException cancelledException(@Nullable Exception cause) {
        String by = connection.shared().closed() ? "its connection was closed" : "it was cancelled";
        return new CallInterruptedException(
                operation.name() + " was stopped: " + by, cause == null ? lastFailure : cause);
    }

    /** What to throw when a wait ended without what was waited for. */
    PlinthException stoppedWaiting(String what) {
        return stoppedWaiting(what, null);
    }

    PlinthException stoppedWaiting(String what, @Nullable String hint) {
        if (cancelled()) {
            return cancelledException(null);
        }
        String message = timeoutText() + " while it waited " + what;
        return hint == null
                ? new CallTimeoutException(message, !maybeDone, lastFailure)
                : new CallTimeoutException(message, !maybeDone, hint, lastFailure);
    }

    /** What a failure on the wire means: decided by the call's state, never by the failure's message. */
    PlinthException broken(IOException cause) {
        if (cancelled()) {
            return cancelledException(cause);
        }
        if (cause instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
            return interrupted(cause);
        }
        if (cause instanceof UnexpectedBodyException unexpected) {
            return new ResponseFormatException(
                    operation.name() + ": " + cause.getMessage() + about(),
                    unexpected.hint(),
                    unexpected instanceof TooLargeBodyException ? unexpected : null);
        }
        if (!notSent(cause)) {
            maybeDone = true;
        }
        if (remainingNanos() <= 0) {
            return new CallTimeoutException(timeoutText(), !maybeDone, withLastFailure(cause));
        }
        return new TransportException(
                operation.name() + ": " + describe(cause) + doubt() + about(),
                !maybeDone,
                gateway().hint(cause),
                cause);
    }

    private static boolean notSent(IOException cause) {
        return cause instanceof RequestNotSentException
                || cause instanceof ConnectException
                || cause instanceof UnknownHostException;
    }

    /** A timeout says why there had to be a further attempt. */
    private Exception withLastFailure(IOException cause) {
        if (lastFailure != null) {
            cause.addSuppressed(lastFailure);
        }
        return cause;
    }

    private String doubt() {
        boolean unsafe = operation.repeatability() == Repeatability.UNSAFE;
        return unsafe && maybeDone ? "; the server may have done it, so it is not sent again" : "";
    }

    /** A content that failed by itself: the caller's file or stream, not the network. */
    PlinthException failedContent(Content content, Exception cause) {
        if (cause instanceof PlinthException known) {
            return known;
        }
        return new LocalIOException(
                operation.name() + ": " + content + " could not be read: " + describe(cause) + about(), null, cause);
    }

    PlinthException failed(Failure failure) {
        ApiFault.Builder fault = ApiFault.builder(failure.status(), failure.code(), failure.message())
                .call(operation.name(), operation.service().service(), attempt)
                .requestId(failure.requestId().orElse(null))
                .retryable(
                        Retrying.worthRepeating(failure, this),
                        operation.service().errors().retryAfter(failure).orElse(null))
                .reasons(failure.reasons())
                .hint(hint(failure));
        String[] about = operation.about();
        for (int i = 0; i < about.length; i += 2) {
            fault.about(about[i], about[i + 1]);
        }
        return fault.build().toException();
    }

    private @Nullable String hint(Failure failure) {
        String known = operation.service().errors().hint(failure);
        if (known == null) {
            known = gateway().hint(failure);
        }
        if (known == null && budgetSpent) {
            return BUDGET_SPENT;
        }
        return known != null
                ? known
                : OwnErrors.TABLE
                        .find(failure.code().value())
                        .flatMap(ErrorTable.Entry::hint)
                        .orElse(null);
    }

    private String timeoutText() {
        long millis = Math.round(connection.settings().timeoutNanos() / 1e6);
        return operation.name() + " took longer than its " + millis + " ms" + about();
    }

    private String about() {
        StringBuilder text = new StringBuilder(" [");
        String[] about = operation.about();
        for (int i = 0; i < about.length; i += 2) {
            text.append(about[i]).append('=').append(about[i + 1]).append(", ");
        }
        return text.append("attempts=").append(attempt).append(']').toString();
    }

    private static String describe(Exception cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + " \"" + message + "\"";
    }
}
