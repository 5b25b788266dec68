package dev.plinth.core.internal.async;

import java.time.Instant;

/** Time, waiting and chance: what tests put their own in the place of. */
public interface Timing {

    /** The machine's. */
    Timing SYSTEM = new SystemTiming();

    /** Returns a time that only goes forward, in nanoseconds. */
    long nanoTime();

    /** Returns the time of day. */
    Instant now();

    /** Returns a random number from 0 to 1. */
    double random();

    /**
     * Waits until the time is over or the scope is cancelled.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void await(CancelScope scope, long nanos) throws InterruptedException;
}
