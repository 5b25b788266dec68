package dev.plinth.core.internal.async;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The system clock and random numbers. */
final class SystemTiming implements Timing {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public void await(CancelScope scope, long nanos) throws InterruptedException {
        scope.await(nanos);
    }
}
