package dev.plinth.core.internal.call;

import dev.plinth.core.ApiFault;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.internal.json.TooLargeBodyException;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.okhttp.QuotedBytes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** What to throw where a call fails: decided by the call's state, with all that is known of it. */
final class CallFailures {

    private static final String BUDGET_SPENT =
            "not sent again, because too many calls of this connection failed: the server seems to be down";

    private final Call<?> call;

    CallFailures(Call<?> call) {
        this.call = call;
    }

    /** Returns the failure of an attempt that is not repeated for the same reason. */
    RuntimeException budgetSpent(RuntimeException failure) {
        return new TransportException(failure.getMessage() + "; " + BUDGET_SPENT, !call.maybeDone(), null, failure);
    }

    PlinthException interrupted(@Nullable Exception cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(
                call.operation.name() + " was stopped: its thread was interrupted",
                cause == null ? call.lastFailure() : cause);
    }

    PlinthException cancelledException(@Nullable Exception cause) {
        String by = call.connection.shared().closed() ? "its connection was closed" : "it was cancelled";
        return new CallInterruptedException(
                call.operation.name() + " was stopped: " + by, cause == null ? call.lastFailure() : cause);
    }

    /** What to throw when a wait ended without what was waited for. */
    PlinthException stoppedWaiting(String what) {
        return stoppedWaiting(what, null);
    }

    PlinthException stoppedWaiting(String what, @Nullable String hint) {
        if (call.cancelled()) {
            return cancelledException(null);
        }
        String message = timeoutText() + " while it waited " + what;
        return hint == null
                ? new CallTimeoutException(message, !call.maybeDone(), call.lastFailure())
                : new CallTimeoutException(message, !call.maybeDone(), hint, call.lastFailure());
    }

    /** What a failure on the wire means: decided by the call's state, never by the failure's message. */
    PlinthException broken(IOException failure) {
        IOException cause = QuotedBytes.without(failure);
        if (call.cancelled()) {
            return cancelledException(cause);
        }
        if (cause instanceof UnexpectedBodyException unexpected) {
            return new ResponseFormatException(
                    call.operation.name() + ": " + cause.getMessage() + about(),
                    unexpected.hint(),
                    unexpected instanceof TooLargeBodyException ? unexpected : null);
        }
        if (Thread.currentThread().isInterrupted()) {
            return interrupted(cause);
        }
        if (!notSent(cause)) {
            call.setMaybeDone();
        }
        if (call.remainingNanos() <= 0) {
            return new CallTimeoutException(timeoutText(), !call.maybeDone(), withLastFailure(cause));
        }
        return new TransportException(
                call.operation.name() + ": " + describe(cause) + doubt() + about(),
                !call.maybeDone(),
                call.gateway().hint(cause),
                cause);
    }

    private static boolean notSent(IOException cause) {
        return cause instanceof RequestNotSentException
                || cause instanceof ConnectException
                || cause instanceof UnknownHostException;
    }

    /** A timeout says why there had to be a further attempt. */
    private Exception withLastFailure(IOException cause) {
        if (call.lastFailure() != null) {
            cause.addSuppressed(call.lastFailure());
        }
        return cause;
    }

    private String doubt() {
        boolean unsafe = call.operation.repeatability() == Repeatability.UNSAFE;
        return unsafe && call.maybeDone() ? "; the server may have done it, so it is not sent again" : "";
    }

    /** A content that failed by itself: the caller's file or stream, not the network. */
    PlinthException failedContent(Content content, Exception cause) {
        if (cause instanceof PlinthException known) {
            return known;
        }
        return new LocalIOException(
                call.operation.name() + ": " + content + " could not be read: " + describe(cause) + about(),
                null,
                cause);
    }

    PlinthException failed(Failure failure) {
        ApiFault.Builder fault = ApiFault.builder(failure.status(), failure.code(), failure.message())
                .call(call.operation.name(), call.operation.service().service(), call.attempt())
                .requestId(failure.requestId().orElse(null))
                .retryable(
                        Retrying.worthRepeating(failure, call),
                        call.operation.service().errors().retryAfter(failure).orElse(null))
                .reasons(failure.reasons())
                .hint(hint(failure));
        String[] about = call.operation.about();
        for (int i = 0; i < about.length; i += 2) {
            fault.about(about[i], about[i + 1]);
        }
        return fault.build().toException();
    }

    private @Nullable String hint(Failure failure) {
        String known = CommonHints.of(failure, call);
        if (known == null) {
            known = call.operation.service().errors().hint(failure);
        }
        if (known == null) {
            known = call.gateway().hint(failure);
        }
        if (known == null && call.isBudgetSpent()) {
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
        long millis = Math.round(call.connection.settings().timeoutNanos() / 1e6);
        return call.operation.name() + " took longer than its " + millis + " ms" + about();
    }

    private String about() {
        StringBuilder text = new StringBuilder(" [");
        String[] about = call.operation.about();
        for (int i = 0; i < about.length; i += 2) {
            text.append(about[i]).append('=').append(about[i + 1]).append(", ");
        }
        return text.append("attempts=").append(call.attempt()).append(']').toString();
    }

    private static String describe(Exception cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + " \"" + message + "\"";
    }
}
