package dev.plinth.core.internal.exchange;

import dev.plinth.core.TransportException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.call.RetryPolicy;
import dev.plinth.core.internal.error.WireFailures;
import dev.plinth.core.internal.okhttp.StaleConnectionException;
import dev.plinth.core.internal.operation.Repeatability;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Retries requests that may be repeated, after the pause that the server requests or an exponential backoff. */
public final class RetryingExchange implements Exchange {

    /** Statuses after which the server has not processed the request. */
    private static final Set<Integer> NOT_DONE = Set.of(425, 429, 503);

    private static final int EXPECTATION_FAILED = 417;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(60);

    private final Exchange next;
    private final RetryBudget budget;

    public RetryingExchange(Exchange next, RetryBudget budget) {
        this.next = next;
        this.budget = budget;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        while (true) {
            call.checkpoint();
            long began = call.timing().nanoTime();
            HttpRequest attempt = call.observers().attempting(request, call, began);
            HttpResponse response;
            try {
                response = next.exchange(attempt, call);
            } catch (RuntimeException | Error e) {
                call.observers().attempted(attempt, call, began, null, e);
                if (!(e instanceof TransportException failure)) {
                    throw e;
                }
                pauseForRetry(failure, request, call);
                continue;
            }
            call.observers().attempted(attempt, call, began, response, null);
            Failure failure = response.failure().orElse(null);
            if (failure == null) {
                budget.succeeded(call.attempt() > 1);
                return response;
            }
            Duration pause = pauseAfter(failure, request, call);
            if (pause == null || !isWithinLimit(pause, call)) {
                return response;
            }
            if (!budget.take()) {
                call.setBudgetSpent();
                return response;
            }
            response.close();
            pauseForRetry(failure, pause, call);
        }
    }

    /** Waits for the next attempt; throws if there is none. */
    private void pauseForRetry(TransportException failure, HttpRequest request, Call<?> call) {
        Duration pause = pauseAfter(failure, request, call);
        if (pause == null || !isWithinLimit(pause, call)) {
            throw failure;
        }
        if (!budget.take()) {
            throw call.failures().budgetSpent(failure);
        }
        call.recordFailure(failure);
        pause(call, pause);
    }

    private static void pauseForRetry(Failure failure, Duration pause, Call<?> call) {
        call.recordFailure(call.failures().apiFailure(failure));
        if (failure.status() == EXPECTATION_FAILED) {
            call.setExpectContinue(false);
        } else if (!NOT_DONE.contains(failure.status())) {
            call.setMayBeProcessed();
        }
        pause(call, pause);
    }

    /**
     * Returns whether a pause ends before the call's time limit. If not, the last failure is more useful than a
     * timeout.
     */
    private static boolean isWithinLimit(Duration pause, Call<?> call) {
        return pause.toNanos() < call.remainingNanos();
    }

    /** Returns the pause before the next attempt; null if there is none. */
    private static @Nullable Duration pauseAfter(TransportException failure, HttpRequest request, Call<?> call) {
        boolean repeatable = call.operationSpec().repeatability() != Repeatability.UNSAFE || failure.requestNotSent();
        if (!repeatable || !mayRetry(request, call) || WireFailures.permanent(failure)) {
            return null;
        }
        // A closed idle socket does not mean that the server fails: a new socket is tried immediately, but only
        // once.
        boolean stale = failure.getCause() instanceof StaleConnectionException;
        return stale && call.attempt() == 1 ? Duration.ZERO : backoff(call);
    }

    private static @Nullable Duration pauseAfter(Failure failure, HttpRequest request, Call<?> call) {
        if (!mayRetry(request, call)) {
            return null;
        }
        if (failure.status() == EXPECTATION_FAILED && call.expectContinue()) {
            return Duration.ZERO;
        }
        if (!RetryPolicy.isTransient(failure, call)) {
            return null;
        }
        Duration asked = failure.retryAfter().orElse(null);
        boolean surelyNotDone = asked != null && (failure.status() == 429 || failure.status() == 503);
        if (call.operationSpec().repeatability() == Repeatability.UNSAFE && !surelyNotDone) {
            return null;
        }
        if (asked == null) {
            return backoff(call);
        }
        return asked.compareTo(LONGEST_RETRY_AFTER) <= 0 ? asked : null;
    }

    private static boolean mayRetry(HttpRequest request, Call<?> call) {
        return call.attempt() < call.maxAttempts() && request.repeatable();
    }

    private static Duration backoff(Call<?> call) {
        long doubled = FIRST_PAUSE.toNanos() << Math.min(call.attempt() - 1, 10);
        long most = Math.min(doubled, LONGEST_PAUSE.toNanos());
        return Duration.ofNanos((long) (most * call.timing().random()));
    }

    private static void pause(Call<?> call, Duration time) {
        if (!time.isZero()) {
            try {
                call.timing().await(call.scope(), time.toNanos());
            } catch (InterruptedException e) {
                throw call.failures().interrupted(e);
            }
        }
        call.checkpoint();
        call.nextAttempt();
    }
}
