package dev.plinth.tests.faults.operation;

import java.time.Duration;

/** How long a client waits. */
public enum Limits {
    /** So long that only what stands still for good takes longer, even on a busy machine. */
    LONG(Duration.ofSeconds(10), Duration.ofSeconds(20)),
    /** So short that standing still does not take long. */
    SHORT(Duration.ofSeconds(1), Duration.ofSeconds(6));

    private final Duration stall;
    private final Duration call;

    Limits(Duration stall, Duration call) {
        this.stall = stall;
        this.call = call;
    }

    /** Returns how long nothing may move. */
    Duration stall() {
        return stall;
    }

    /** Returns how long a call may take. */
    Duration call() {
        return call;
    }
}
