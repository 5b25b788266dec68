package dev.plinth.core.internal.connection;

import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when somebody waits on it, and chance that always takes the whole pause. */
final class FakeTiming implements Timing {

    private final AtomicLong nanos = new AtomicLong(1);
    private volatile double chance = 1;
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-22T10:00:00Z").plusNanos(nanos.get());
    }

    @Override
    public double random() {
        return chance;
    }

    @Override
    public void await(CancelScope scope, long time) {
        waits.add(Duration.ofNanos(time));
        nanos.addAndGet(time);
    }

    void chance(double next) {
        chance = next;
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    List<Duration> waits() {
        return new ArrayList<>(waits);
    }
}
