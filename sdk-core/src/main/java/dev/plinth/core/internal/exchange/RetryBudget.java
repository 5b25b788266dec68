package dev.plinth.core.internal.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how much retries add to the load of a failing server. Each connection has a bucket of tokens. A retry takes
 * five; a successful call returns one, or what its last retry took. While the server works, the bucket is full; during
 * an outage it is soon empty, and calls fail after one attempt.
 *
 * <p>Thread-safe.
 */
public final class RetryBudget {

    public static final int CAPACITY = 500;
    public static final int COST = 5;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Takes the tokens for one retry; returns false if there are too few. */
    boolean take() {
        int before = tokens.getAndUpdate(n -> n >= COST ? n - COST : n);
        return before >= COST;
    }

    /** Returns tokens after a success. */
    void succeeded(boolean repeated) {
        if (tokens.get() < CAPACITY) {
            int earned = repeated ? COST : 1;
            tokens.getAndUpdate(n -> Math.min(CAPACITY, n + earned));
        }
    }
}
