package dev.plinth.auth;

import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Timing;
import java.time.Duration;
import java.time.Instant;

/** A connection's time, which a test moves; waiting takes as long as it takes. */
final class MovingTiming implements Timing {

    private volatile Duration ahead = Duration.ZERO;

    void move(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public long nanoTime() {
        return SYSTEM.nanoTime() + ahead.toNanos();
    }

    @Override
    public Instant now() {
        return SYSTEM.now().plus(ahead);
    }

    @Override
    public double random() {
        return SYSTEM.random();
    }

    @Override
    public void await(CancelScope scope, long nanos) throws InterruptedException {
        SYSTEM.await(scope, nanos);
    }
}
