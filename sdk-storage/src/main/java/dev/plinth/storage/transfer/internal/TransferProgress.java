package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Progress;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.content.Callbacks;
import dev.plinth.core.internal.content.ProgressText;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a transfer. One thread at a time updates it; any thread may read it. The speed is that of this run: bytes
 * of earlier runs do not count.
 */
public final class TransferProgress {

    private final @Nullable Consumer<? super Progress> listener;
    private final Timing timing;
    private volatile Snapshot latest = new Snapshot(0, 0, OptionalLong.empty(), 1, Duration.ZERO);
    private long startedAt;
    private boolean broken;

    /** Creates a counter with a listener; null for none. */
    public TransferProgress(@Nullable Consumer<? super Progress> listener, Timing timing) {
        this.listener = listener;
        this.timing = timing;
        this.startedAt = timing.nanoTime();
    }

    record Snapshot(long before, long transferred, OptionalLong total, int attempt, Duration elapsed)
            implements Progress {

        @Override
        public double bytesPerSecond() {
            double seconds = elapsed.toNanos() / 1e9;
            return seconds <= 0 ? 0 : Math.max(0, transferred - before) / seconds;
        }

        @Override
        public String toString() {
            return ProgressText.of(this);
        }
    }

    /** Returns the progress. */
    public Progress latest() {
        return latest;
    }

    /** Starts at the number of bytes already transferred. */
    public void start(long transferred, OptionalLong total) {
        startedAt = timing.nanoTime();
        latest = new Snapshot(transferred, transferred, total, latest.attempt(), Duration.ZERO);
    }

    /** Counts another attempt. */
    void attempt() {
        Snapshot now = latest;
        latest = new Snapshot(now.before, now.transferred, now.total, now.attempt + 1, now.elapsed);
    }

    /** Reports the number of transferred bytes. */
    public void at(long transferred, OptionalLong total) {
        Snapshot now = latest;
        boolean same = now.transferred == transferred && now.total.equals(total);
        Duration elapsed = Duration.ofNanos(timing.nanoTime() - startedAt);
        Snapshot next = new Snapshot(Math.min(now.before, transferred), transferred, total, now.attempt, elapsed);
        latest = next;
        if (listener != null && !broken && !same) {
            broken = !Callbacks.tellProgress(() -> listener.accept(next));
        }
    }
}
