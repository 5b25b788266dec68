package dev.plinth.core.internal.content;

import dev.plinth.core.Progress;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the bytes of one attempt and notifies a listener, which can neither influence nor break the transfer. */
public final class ProgressMeter {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.progress");

    private final Consumer<? super Progress> listener;
    private final OptionalLong total;
    private final int attempt;
    private final long startedAt = System.nanoTime();
    private long transferred;
    private long reported = -1;
    private boolean broken;

    private record Snapshot(long transferred, OptionalLong total, int attempt, Duration elapsed) implements Progress {
        @Override
        public String toString() {
            return ProgressText.of(this);
        }
    }

    /** Starts counting. */
    public ProgressMeter(Consumer<? super Progress> listener, OptionalLong total, int attempt) {
        this.listener = listener;
        this.total = total;
        this.attempt = attempt;
    }

    /** Counts transferred bytes, and notifies the listener. */
    public void moved(long bytes) {
        transferred += bytes;
        notifyListener();
    }

    /** Notifies the listener of the end, unless it was just notified. */
    public void done() {
        if (reported != transferred) {
            notifyListener();
        }
    }

    /** A listener that throws is not notified again in this attempt. */
    private void notifyListener() {
        if (broken) {
            return;
        }
        reported = transferred;
        Snapshot now = new Snapshot(transferred, total, attempt, Duration.ofNanos(System.nanoTime() - startedAt));
        broken = !Callbacks.run(() -> listener.accept(now), LOG, "a progress listener");
    }
}
