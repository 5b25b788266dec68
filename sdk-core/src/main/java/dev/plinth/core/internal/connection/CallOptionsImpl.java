package dev.plinth.core.internal.connection;

import dev.plinth.core.CallObserver;
import dev.plinth.core.CallOptions;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.internal.call.CallObservers;
import dev.plinth.core.internal.call.CallSettings;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Collects the options of a derived connection. */
public final class CallOptionsImpl implements CallOptions {

    private static final Set<String> RESERVED =
            Set.of("authorization", "apikey", "host", "content-length", "transfer-encoding", "connection");

    private long timeoutNanos;
    private int attempts;
    private final HttpHeaders.Builder headers;
    private CallObservers observers;

    CallOptionsImpl(CallSettings start, CallObservers observers) {
        this.timeoutNanos = start.timeoutNanos();
        this.attempts = start.attempts();
        this.headers = start.headers().toBuilder();
        this.observers = observers;
    }

    @Override
    public CallOptionsImpl timeout(Duration timeout) {
        this.timeoutNanos = nanos(timeout, "timeout");
        return this;
    }

    @Override
    public CallOptionsImpl maxAttempts(int maxAttempts) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1: " + maxAttempts);
        }
        this.attempts = maxAttempts;
        return this;
    }

    @Override
    public CallOptionsImpl header(String name, String value) {
        Arguments.required(name, "name");
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "header " + name + " cannot be set; to send other credentials, use actingAs(…)");
        }
        headers.set(name, value);
        return this;
    }

    @Override
    public CallOptionsImpl observer(CallObserver observer) {
        this.observers = observers.with(Arguments.required(observer, "observer"));
        return this;
    }

    CallSettings settings() {
        return new CallSettings(timeoutNanos, attempts, headers.build());
    }

    CallObservers observers() {
        return observers;
    }

    /** Checks a time limit, and caps it at a year. */
    static long nanos(Duration limit, String name) {
        Arguments.required(limit, "timeout");
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(name + " must be greater than zero: " + limit);
        }
        Duration longest = Duration.ofDays(365);
        return (limit.compareTo(longest) > 0 ? longest : limit).toNanos();
    }
}
