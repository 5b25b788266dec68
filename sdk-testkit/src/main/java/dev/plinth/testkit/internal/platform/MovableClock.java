package dev.plinth.testkit.internal.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The one clock of a platform: the real time plus a shift that tests choose. */
public final class MovableClock extends Clock {
    private final AtomicLong shiftMillis = new AtomicLong();
    private final AtomicLong lastStamp = new AtomicLong();

    /** Moves the clock forward, or back. */
    public void move(Duration by) {
        shiftMillis.addAndGet(by.toMillis());
    }

    /** Sets the distance to the real time. */
    public void shift(Duration by) {
        shiftMillis.set(by.toMillis());
    }

    public Duration shift() {
        return Duration.ofMillis(shiftMillis.get());
    }

    /**
     * Returns the moment of a row: whole microseconds, and at least one after every stamp before it, so that rows sort
     * in the order of their creation however fast they are made. Moving the clock moves the stamps with it.
     */
    public Instant stamp() {
        return stamps(1);
    }

    /** Takes as many stamps as given, one microsecond apart, and returns the first. */
    public Instant stamps(int count) {
        // counted in real time and shifted afterwards, so that stamps move back with the clock
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long end = lastStamp.updateAndGet(before -> Math.max(before + count, now));
        return Instant.EPOCH.plus(end - count + 1, ChronoUnit.MICROS).plusMillis(shiftMillis.get());
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(shiftMillis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
