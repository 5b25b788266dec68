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
 * The progress of a transfer. One thread at a time updates it; any thread may read it. The speed is that of the current
 * run, without the bytes of earlier runs.
 */
public final class TransferProgress {

    private final @Nullable Consumer<? super Progress> listener;
    private final Timing timing;
    private volatile Snapshot latest = new Snapshot(0, 0, OptionalLong.empty(), 1, Duration.ZERO);
    private long startedAt;
    private boolean listenerFailed;

    /** Creates progress for a listener; null for none. */
    public TransferProgress(@Nullable Consumer<? super Progress> listener, Timing timing) {
        this.listener = listener;
        this.timing = timing;
        this.startedAt = timing.nanoTime();
    }

    record Snapshot(long startOffset, long transferred, OptionalLong total, int attempt, Duration elapsed)
            implements Progress {

        @Override
        public double bytesPerSecond() {
            double seconds = elapsed.toNanos() / 1e9;
            return seconds <= 0 ? 0 : Math.max(0, transferred - startOffset) / seconds;
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

    /** Starts a run with the number of bytes that earlier runs transferred. */
    public void start(long transferred, OptionalLong total) {
        startedAt = timing.nanoTime();
        latest = new Snapshot(transferred, transferred, total, latest.attempt(), Duration.ZERO);
    }

    /** Counts another attempt. */
    void attempt() {
        Snapshot current = latest;
        latest = new Snapshot(
                current.startOffset, current.transferred, current.total, current.attempt + 1, current.elapsed);
    }

    /** Reports the number of transferred bytes. */
    public void update(long transferred, OptionalLong total) {
        Snapshot current = latest;
        boolean unchanged = current.transferred == transferred && current.total.equals(total);
        Duration elapsed = Duration.ofNanos(timing.nanoTime() - startedAt);
        Snapshot next =
                new Snapshot(Math.min(current.startOffset, transferred), transferred, total, current.attempt, elapsed);
        latest = next;
        if (listener != null && !listenerFailed && !unchanged) {
            listenerFailed = !Callbacks.notifyProgress(() -> listener.accept(next));
        }
    }
}
