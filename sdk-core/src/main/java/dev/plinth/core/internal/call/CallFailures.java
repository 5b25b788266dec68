package dev.plinth.core.internal.call;

import dev.plinth.core.ApiErrorDetails;
import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.internal.error.ErrorTable;
import dev.plinth.core.internal.error.SdkErrors;
import dev.plinth.core.internal.json.TooLargeBodyException;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.okhttp.QuotedBytes;
import dev.plinth.core.internal.operation.Repeatability;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Creates the exceptions of a failed call from its state and its context. */
public final class CallFailures {

    private static final String BUDGET_SPENT =
            "not retried, because too many calls of this connection have failed: the server may be down";

    private final Call<?> call;

    CallFailures(Call<?> call) {
        this.call = call;
    }

    /** Returns an attempt's failure that is not retried because the retry budget is used up. */
    public RuntimeException budgetSpent(RuntimeException failure) {
        return new TransportException(
                failure.getMessage() + "; " + BUDGET_SPENT, !call.mayBeProcessed(), null, failure);
    }

    public PlinthException interrupted(@Nullable Exception cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(
                call.operationSpec().name() + " was cancelled: its thread was interrupted",
                cause == null ? call.lastFailure() : cause);
    }

    PlinthException cancelled(@Nullable Exception cause) {
        String reason = call.connectionClosed() ? "its connection was closed" : "it was cancelled";
        return new CallCancelledException(
                call.operationSpec().name() + " was stopped: " + reason, cause == null ? call.lastFailure() : cause);
    }

    /** Returns the exception for a wait that ended without its result. */
    public PlinthException waitEnded(String purpose) {
        return waitEnded(purpose, null);
    }

    public PlinthException waitEnded(String purpose, @Nullable String hint) {
        if (call.cancelled()) {
            return cancelled(null);
        }
        String message = timeoutText() + " while waiting " + purpose;
        return hint == null
                ? new CallTimeoutException(message, !call.mayBeProcessed(), call.lastFailure())
                : new CallTimeoutException(message, !call.mayBeProcessed(), hint, call.lastFailure());
    }

    /**
     * Returns the exception for a transport failure. It depends on the call's state, never on the failure's message.
     */
    public PlinthException transportFailure(IOException failure) {
        IOException cause = QuotedBytes.without(failure);
        if (call.cancelled()) {
            return cancelled(cause);
        }
        if (cause instanceof UnexpectedBodyException unexpected) {
            return new ResponseFormatException(
                    call.operationSpec().name() + ": " + cause.getMessage() + contextText(),
                    unexpected.hint(),
                    unexpected instanceof TooLargeBodyException ? unexpected : null);
        }
        if (Thread.currentThread().isInterrupted()) {
            return interrupted(cause);
        }
        if (!notSent(cause)) {
            call.setMayBeProcessed();
        }
        if (call.remainingNanos() <= 0) {
            return new CallTimeoutException(timeoutText(), !call.mayBeProcessed(), withLastFailure(cause));
        }
        return new TransportException(
                call.operationSpec().name() + ": " + describe(cause) + notRetriedText() + contextText(),
                !call.mayBeProcessed(),
                call.gateway().hint(cause),
                cause);
    }

    private static boolean notSent(IOException cause) {
        return cause instanceof RequestNotSentException
                || cause instanceof ConnectException
                || cause instanceof UnknownHostException;
    }

    /** Adds the previous attempt's failure, so that a timeout shows why a retry was needed. */
    private Exception withLastFailure(IOException cause) {
        if (call.lastFailure() != null) {
            cause.addSuppressed(call.lastFailure());
        }
        return cause;
    }

    private String notRetriedText() {
        boolean unsafe = call.operationSpec().repeatability() == Repeatability.UNSAFE;
        return unsafe && call.mayBeProcessed()
                ? "; not retried, because the server may have processed the request"
                : "";
    }

    /** Returns the exception for content that failed to be read: a local file or stream, not the network. */
    public PlinthException contentFailure(Content content, Exception cause) {
        if (cause instanceof PlinthException known) {
            return known;
        }
        return new LocalIOException(
                call.operationSpec().name() + ": " + content + " could not be read: " + describe(cause) + contextText(),
                null,
                cause);
    }

    public PlinthException apiFailure(Failure failure) {
        ApiErrorDetails.Builder details = ApiErrorDetails.builder(failure.status(), failure.code(), failure.message())
                .call(
                        call.operationSpec().name(),
                        call.operationSpec().service().service(),
                        call.attempt())
                .requestId(failure.requestId().orElse(null))
                .retryable(
                        RetryPolicy.isTransient(failure, call),
                        call.operationSpec()
                                .service()
                                .errors()
                                .retryAfter(failure)
                                .orElse(null))
                .reasons(failure.reasons())
                .hint(hint(failure));
        String[] context = call.operationSpec().context();
        for (int i = 0; i < context.length; i += 2) {
            details.context(context[i], context[i + 1]);
        }
        return CallerFrames.trim(details.build().toException());
    }

    private @Nullable String hint(Failure failure) {
        String hint = CommonHints.of(failure, call);
        if (hint == null) {
            hint = call.operationSpec().service().errors().hint(failure);
        }
        if (hint == null) {
            hint = call.gateway().hint(failure);
        }
        if (hint == null && call.isBudgetSpent()) {
            return BUDGET_SPENT;
        }
        return hint != null
                ? hint
                : SdkErrors.TABLE
                        .find(failure.code().value())
                        .flatMap(ErrorTable.Entry::hint)
                        .orElse(null);
    }

    private String timeoutText() {
        long millis = Math.round(call.settings().timeoutNanos() / 1e6);
        return call.operationSpec().name() + " timed out after " + millis + " ms" + contextText();
    }

    private String contextText() {
        StringBuilder text = new StringBuilder(" [");
        String[] context = call.operationSpec().context();
        for (int i = 0; i < context.length; i += 2) {
            text.append(context[i]).append('=').append(context[i + 1]).append(", ");
        }
        return text.append("attempts=").append(call.attempt()).append(']').toString();
    }

    private static String describe(Exception cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + " \"" + message + "\"";
    }
}
