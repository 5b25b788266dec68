package dev.plinth.storage.transfer;

import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Timing;
import java.time.Instant;

/** Real time, but chance that makes every pause before a repetition zero. */
final class NoPauses implements Timing {

    @Override
    public long nanoTime() {
        return SYSTEM.nanoTime();
    }

    @Override
    public Instant now() {
        return SYSTEM.now();
    }

    @Override
    public double random() {
        return 0;
    }

    @Override
    public void await(CancelScope scope, long nanos) throws InterruptedException {
        SYSTEM.await(scope, nanos);
    }
}
