package dev.plinth.core.internal.call;

/**
 * How long a call may take, attempts and pauses included. Where much is moved, the clock stands still while a body goes
 * out or comes in: that may take as long as it moves.
 *
 * <p>Thread-safe: a body may be written on a thread of the transport's.
 */
final class TimeLimit {

    private final Timing timing;
    private final Deadlines deadlines;
    private volatile long end;

    /** When the clock was stopped; meaningless while it goes. */
    private volatile long stoppedAt;

    private volatile boolean standing;

    TimeLimit(Timing timing, Deadlines deadlines, long startedAt, long nanos) {
        this.timing = timing;
        this.deadlines = deadlines;
        this.end = startedAt + nanos;
    }

    long left() {
        return end - (standing ? stoppedAt : timing.nanoTime());
    }

    /** Tells whether the clock stands: as long as it does, the end does not come. */
    boolean standing() {
        return standing;
    }

    synchronized void stop() {
        if (!standing) {
            stoppedAt = timing.nanoTime();
            standing = true;
        }
    }

    synchronized void goOn() {
        if (standing) {
            end += timing.nanoTime() - stoppedAt;
            standing = false;
            deadlines.expect(this);
        }
    }
}
