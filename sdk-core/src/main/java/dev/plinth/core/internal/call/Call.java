package dev.plinth.core.internal.call;

import dev.plinth.core.ApiFault;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Credentials;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
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

    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);

    private final CancelScope scope;
    private final TimeLimit limit;
    private final Timing timing;
    private int attempt = 1;
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

    /** Tells whether an answer is one that a result is made of. */
    boolean brings(HttpResponse response) {
        return response.successful() || response.status() == route.alsoTaken;
    }

    void decode(HttpResponse response) throws IOException {
        result = route.decoder.decode(response);
    }

    /** Returns what the decoder made, once there is a good answer. */
    T result() {
        if (result == null) {
            throw new IllegalStateException(operation.name() + " has no result yet");
        }
        return result;
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

    /** Waits for a latch that somebody else opens; false if the call's time was over first. */
    boolean await(CountDownLatch latch) {
        CountDownLatch woken = new CountDownLatch(1);
        Registration wish = scope.onCancel(woken::countDown);
        try {
            while (latch.getCount() > 0 && !cancelled() && remainingNanos() > 0) {
                boolean ignored = latch.await(Math.min(SLICE, remainingNanos()), TimeUnit.NANOSECONDS);
            }
            return latch.getCount() == 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            wish.remove();
        }
    }

    // How it ends badly

    PlinthException interrupted(@Nullable Exception cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(operation.name() + " was stopped: its thread was interrupted", cause);
    }

    PlinthException cancelledException(@Nullable Exception cause) {
        String by = connection.shared().closed() ? "its connection was closed" : "it was cancelled";
        return new CallInterruptedException(operation.name() + " was stopped: " + by, cause);
    }

    /** What to throw when a wait ended without what was waited for. */
    PlinthException stoppedWaiting(String what) {
        if (cancelled()) {
            return cancelledException(null);
        }
        return new CallTimeoutException(timeoutText() + " while it waited " + what, true, null);
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
                    operation.name() + ": " + cause.getMessage() + about(), unexpected.hint(), null);
        }
        boolean notSent = cause instanceof RequestNotSentException
                || cause instanceof ConnectException
                || cause instanceof UnknownHostException;
        if (remainingNanos() <= 0) {
            return new CallTimeoutException(timeoutText(), notSent, cause);
        }
        return new TransportException(
                operation.name() + ": " + describe(cause) + about(),
                notSent,
                gateway().hint(cause),
                cause);
    }

    PlinthException failed(Failure failure) {
        ApiFault.Builder fault = ApiFault.builder(failure.status(), failure.code(), failure.message())
                .call(operation.name(), operation.service().service(), attempt)
                .requestId(failure.requestId().orElse(null))
                .retryable(
                        Retrying.worthRepeating(failure, this),
                        operation.service().errors().retryAfter(failure).orElse(null))
                .hint(hint(failure));
        String[] about = operation.about();
        for (int i = 0; i < about.length; i += 2) {
            fault.about(about[i], about[i + 1]);
        }
        return fault.build().toException();
    }

    private @Nullable String hint(Failure failure) {
        String known = operation.service().errors().hint(failure);
        return known != null ? known : gateway().hint(failure);
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

    private static String describe(IOException cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + " \"" + message + "\"";
    }
}
