package dev.plinth.core.internal.async;

/**
 * How long a call may take, attempts and pauses included. The clock stops only while a large body is transferring, which
 * may take as long as bytes move: everything else counts, the body of an error response too.
 *
 * <p>Any thread may look. Only the exchange in hand stops and restarts it, one step after the other.
 */
public final class TimeLimit {

    /** Either what is left while the clock stands, or when the end comes. */
    private record Clock(boolean paused, long nanos) {}

    private final Timing timing;
    private final Deadlines deadlines;
    private volatile Clock clock;

    public TimeLimit(Timing timing, Deadlines deadlines, long startedAt, long nanos) {
        this.timing = timing;
        this.deadlines = deadlines;
        this.clock = new Clock(false, startedAt + nanos);
    }

    public long remainingNanos() {
        Clock now = clock;
        return now.paused() ? now.nanos() : now.nanos() - timing.nanoTime();
    }

    /** Returns when the end comes if the clock goes on from now. */
    long end() {
        Clock now = clock;
        return now.paused() ? timing.nanoTime() + now.nanos() : now.nanos();
    }

    /** Tells whether the clock stands: as long as it does, the end does not come. */
    boolean paused() {
        return clock.paused();
    }

    public void pause() {
        if (!paused()) {
            clock = new Clock(true, remainingNanos());
        }
    }

    public void resume() {
        if (paused()) {
            clock = new Clock(false, timing.nanoTime() + remainingNanos());
            deadlines.scheduleCheck(this);
        }
    }
}
