package dev.plinth.testkit.internal.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The one clock of a platform: the real time plus a shift that tests choose. */
public final class MovableClock extends Clock {
    private final AtomicLong shiftMillis = new AtomicLong();

    /** Moves the clock on (or back) from where it is. */
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
