package dev.plinth.core.internal.async;

import java.time.Instant;

/** The clock, waiting and random numbers, which tests replace. */
public interface Timing {

    /** The system's clock. */
    Timing SYSTEM = new SystemTiming();

    /** Returns a monotonic time in nanoseconds. */
    long nanoTime();

    /** Returns the current time. */
    Instant now();

    /** Returns a random number from 0 to 1. */
    double random();

    /**
     * Waits until the time has passed or the scope is cancelled.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void await(CancelScope scope, long nanos) throws InterruptedException;
}
