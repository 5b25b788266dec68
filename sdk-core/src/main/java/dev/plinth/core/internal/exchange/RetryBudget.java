package dev.plinth.core.internal.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how much repetition adds to the load of a server that fails: a bucket of tokens for each connection. An attempt
 * beyond the first takes five; a call that succeeds gives one back, or what its last repetition took. While the server
 * works, the bucket stays full; in an outage it is soon empty, and calls fail after one attempt.
 *
 * <p>Thread-safe.
 */
public final class RetryBudget {

    public static final int CAPACITY = 500;
    public static final int COST = 5;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    /** Takes the tokens for one repetition; false if there are too few. */
    boolean take() {
        int before = tokens.getAndUpdate(n -> n >= COST ? n - COST : n);
        return before >= COST;
    }

    /** Gives tokens back after a success. */
    void succeeded(boolean repeated) {
        if (tokens.get() < CAPACITY) {
            int earned = repeated ? COST : 1;
            tokens.getAndUpdate(n -> Math.min(CAPACITY, n + earned));
        }
    }
}
