package dev.plinth.testkit.internal.faults;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Lets bytes pass at a rate: waits as long as those that have passed should have taken. */
final class Throttle {
    /** How many bytes pass between two waits: a tenth of a second's worth. */
    private final int portion;

    private final long bytesPerSecond;
    private final long start = System.nanoTime();
    private long passed;

    Throttle(long bytesPerSecond) {
        this.bytesPerSecond = Math.max(1, bytesPerSecond);
        this.portion = (int) Math.max(1, Math.min(64 * 1024, this.bytesPerSecond / 10));
    }

    int portion(int length) {
        return Math.min(length, portion);
    }

    void pass(int bytes) throws InterruptedIOException {
        passed += bytes;
        long due = start + passed * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the platform ends");
        }
    }
}
