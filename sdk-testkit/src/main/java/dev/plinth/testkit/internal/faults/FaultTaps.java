package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Tap;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What faults do to bodies. */
final class FaultTaps {
    private FaultTaps() {}

    /** Changes one byte. */
    static Tap corrupting(long target) {
        return new Tap() {
            private long at;

            @Override
            protected void pass(byte[] bytes, int offset, int length) {
                if (target >= at && target < at + length) {
                    bytes[offset + (int) (target - at)] ^= 1;
                }
                at += length;
            }
        };
    }

    /** Cuts the connection when so many bytes have passed, or when there are no more. */
    static Tap dropping(long bytes, Exchange exchange) {
        return new Tap() {
            private long left = bytes;

            @Override
            protected int portion(int length) {
                return (int) Math.min(left, length);
            }

            @Override
            protected void pass(byte[] passing, int offset, int length) {
                left -= length;
            }

            @Override
            protected void ended() throws IOException {
                throw exchange.dropped();
            }
        };
    }

    /** Lets bytes pass at a rate: waits as long as those that have passed should have taken. */
    static Tap slow(long rate) {
        long bytesPerSecond = Math.max(1, rate);
        long start = System.nanoTime();
        // a tenth of a second's worth passes between two waits
        int portion = (int) Math.max(1, Math.min(64 * 1024, bytesPerSecond / 10));
        return new Tap() {
            private long passed;

            @Override
            protected int portion(int length) {
                return Math.min(length, portion);
            }

            @Override
            protected void pass(byte[] bytes, int offset, int length) throws IOException {
                passed += length;
                long due = start + passed * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
                pause(Duration.ofNanos(due - System.nanoTime()));
            }
        };
    }

    static void pause(Duration duration) throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the platform ends");
        }
    }
}
