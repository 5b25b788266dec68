package dev.plinth.core.internal.call;

import dev.plinth.core.TransportException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends again what may be sent again, after a pause that the server names or that grows. */
final class Retrying implements Exchange {

    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504, 544);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(60);

    private final Exchange next;

    Retrying(Exchange next) {
        this.next = next;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        while (true) {
            call.checkpoint();
            long began = call.timing().nanoTime();
            HttpResponse response;
            try {
                response = next.exchange(request, call);
                call.connection.observers().attempted(request, call, began, response, null);
            } catch (RuntimeException e) {
                call.connection.observers().attempted(request, call, began, null, e);
                if (!(e instanceof TransportException broken) || !repeats(broken, request, call)) {
                    throw e;
                }
                pause(call, backOff(call));
                continue;
            }
            Failure failure = response.failure().orElse(null);
            Duration pause = failure == null ? null : pauseAfter(failure, request, call);
            if (pause == null) {
                return response;
            }
            response.close();
            pause(call, pause);
        }
    }

    /** Tells whether a failure is one that passes. */
    static boolean worthRepeating(Failure failure, Call<?> call) {
        return PASSING.contains(failure.status())
                && !call.operation.service().errors().permanent(failure)
                && !call.gateway().permanent(failure);
    }

    private static boolean repeats(TransportException broken, HttpRequest request, Call<?> call) {
        boolean allowed = call.operation.repeatability() != Repeatability.UNSAFE || broken.requestNotSent();
        return allowed && mayGoOn(request, call) && call.remainingNanos() > 0;
    }

    /** Returns the pause before the next attempt; null if there is to be none. */
    private static @Nullable Duration pauseAfter(Failure failure, HttpRequest request, Call<?> call) {
        if (!worthRepeating(failure, call) || !mayGoOn(request, call)) {
            return null;
        }
        Duration asked = failure.retryAfter().orElse(null);
        boolean surelyNotDone = asked != null && (failure.status() == 429 || failure.status() == 503);
        if (call.operation.repeatability() == Repeatability.UNSAFE && !surelyNotDone) {
            return null;
        }
        if (asked == null) {
            return backOff(call);
        }
        boolean bearable = asked.compareTo(LONGEST_RETRY_AFTER) <= 0 && asked.toNanos() < call.remainingNanos();
        return bearable ? asked : null;
    }

    private static boolean mayGoOn(HttpRequest request, Call<?> call) {
        return call.attempt() < call.mostAttempts() && request.repeatable();
    }

    private static Duration backOff(Call<?> call) {
        long doubled = FIRST_PAUSE.toNanos() << Math.min(call.attempt() - 1, 10);
        long most = Math.min(doubled, LONGEST_PAUSE.toNanos());
        return Duration.ofNanos((long) (most * call.timing().random()));
    }

    private static void pause(Call<?> call, Duration time) {
        try {
            long most = Math.max(0, call.remainingNanos());
            call.timing().await(call.scope(), Math.min(time.toNanos(), most));
        } catch (InterruptedException e) {
            throw call.interrupted(e);
        }
        call.checkpoint();
        call.nextAttempt();
    }
}
