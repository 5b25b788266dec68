package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.Progress;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.content.Callbacks;
import dev.plinth.core.internal.content.ProgressText;
import dev.plinth.storage.transfer.DirectoryProgress;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the bytes and files of a directory transfer. Any thread may update and read it. */
final class DirectoryMeter {

    private final @Nullable Consumer<? super DirectoryProgress> listener;
    private final Timing timing;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong totalBytes = new AtomicLong();
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong totalFiles = new AtomicLong();
    private final long startedAt;
    private volatile boolean listed;
    private volatile boolean broken;

    DirectoryMeter(@Nullable Consumer<? super DirectoryProgress> listener, Timing timing) {
        this.listener = listener;
        this.timing = timing;
        this.startedAt = timing.nanoTime();
    }

    record Snapshot(long transferred, OptionalLong total, long files, OptionalLong totalFiles, Duration elapsed)
            implements DirectoryProgress {

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public String toString() {
            String counted = totalFiles.isPresent() ? files + " of " + totalFiles.getAsLong() : Long.toString(files);
            return ProgressText.of(this) + ", " + counted + " files";
        }
    }

    /** The bytes of one file. Their number decreases when the file is tried again. */
    final class OfFile implements Consumer<Progress> {

        private final AtomicLong counted = new AtomicLong();

        @Override
        public void accept(Progress progress) {
            count(progress.transferred());
            tell();
        }

        private void count(long now) {
            long ignored = bytes.addAndGet(now - counted.getAndSet(now));
        }

        /** The file is complete. */
        void transferred(long size) {
            count(size);
            finish();
        }

        /** The file is not transferred: its bytes are neither done nor to do. */
        void dropped(long size) {
            count(0);
            long ignored = totalBytes.addAndGet(-size);
            finish();
        }
    }

    /** Counts a file that takes part. */
    void planned(long size) {
        long ignored = totalBytes.addAndGet(size);
        ignored = totalFiles.incrementAndGet();
    }

    /** All folders are listed. */
    void listed() {
        listed = true;
    }

    private void finish() {
        long ignored = files.incrementAndGet();
        tell();
    }

    DirectoryProgress latest() {
        boolean known = listed;
        return new Snapshot(
                bytes.get(),
                known ? OptionalLong.of(totalBytes.get()) : OptionalLong.empty(),
                files.get(),
                known ? OptionalLong.of(totalFiles.get()) : OptionalLong.empty(),
                Duration.ofNanos(timing.nanoTime() - startedAt));
    }

    /** Tells the listener, unless another thread does just now. */
    void tell() {
        if (listener != null && !broken && telling.compareAndSet(false, true)) {
            try {
                DirectoryProgress now = latest();
                broken = !Callbacks.tellProgress(() -> listener.accept(now));
            } finally {
                telling.set(false);
            }
        }
    }
}
