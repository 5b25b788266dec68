package dev.plinth.core.internal.async;

/**
 * The time limit of a call, including all attempts and pauses. The clock is paused only while a large body is
 * transferred, which may take as long as bytes keep moving. Everything else counts, including the body of an error
 * response.
 *
 * <p>Any thread may read the limit. Only the current exchange pauses and resumes the clock, one step after the other.
 */
public final class TimeLimit {

    /** The time left if the clock is paused, otherwise the time of the deadline. */
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

    /** Returns the deadline if the clock is resumed now. */
    long end() {
        Clock now = clock;
        return now.paused() ? timing.nanoTime() + now.nanos() : now.nanos();
    }

    /** Returns whether the clock is paused, so that the deadline cannot be reached. */
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
