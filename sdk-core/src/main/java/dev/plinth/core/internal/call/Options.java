package dev.plinth.core.internal.call;

import dev.plinth.core.CallObserver;
import dev.plinth.core.CallOptions;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Collects the settings of a derived view. */
final class Options implements CallOptions {

    private static final Set<String> OURS =
            Set.of("authorization", "apikey", "host", "content-length", "transfer-encoding", "connection");

    private long timeoutNanos;
    private int attempts;
    private final HttpHeaders.Builder headers;
    private Observers observers;

    Options(CallSettings start, Observers observers) {
        this.timeoutNanos = start.timeoutNanos();
        this.attempts = start.attempts();
        this.headers = start.headers().toBuilder();
        this.observers = observers;
    }

    @Override
    public Options timeout(Duration limit) {
        Arguments.required(limit, "limit");
        this.timeoutNanos = nanos(limit, "timeout");
        return this;
    }

    @Override
    public Options attempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + most);
        }
        this.attempts = most;
        return this;
    }

    @Override
    public Options header(String name, String value) {
        Arguments.required(name, "name");
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "header " + name + " cannot be set; another credential is set by actingAs(…)");
        }
        headers.set(name, value);
        return this;
    }

    @Override
    public Options observer(CallObserver observer) {
        this.observers = observers.plus(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    CallSettings settings() {
        return new CallSettings(timeoutNanos, attempts, headers.build());
    }

    Observers observers() {
        return observers;
    }

    /** Checks a limit; a very long one means none. */
    static long nanos(Duration limit, String name) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than zero: " + limit);
        }
        Duration longest = Duration.ofDays(365);
        return (limit.compareTo(longest) > 0 ? longest : limit).toNanos();
    }
}
