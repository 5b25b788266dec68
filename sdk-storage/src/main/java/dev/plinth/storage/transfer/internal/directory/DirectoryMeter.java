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
    private final AtomicBoolean reporting = new AtomicBoolean();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong totalBytes = new AtomicLong();
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong totalFiles = new AtomicLong();
    private final long startedAt;
    private volatile boolean listed;
    private volatile boolean listenerFailed;

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
            String fileCount = totalFiles.isPresent() ? files + " of " + totalFiles.getAsLong() : Long.toString(files);
            return ProgressText.of(this) + ", " + fileCount + " files";
        }
    }

    /** Counts the bytes of one file. Their number decreases when the file is transferred again. */
    final class FileProgress implements Consumer<Progress> {

        private final AtomicLong counted = new AtomicLong();

        @Override
        public void accept(Progress progress) {
            count(progress.transferred());
            report();
        }

        private void count(long transferred) {
            long ignored = bytes.addAndGet(transferred - counted.getAndSet(transferred));
        }

        /** Called when the file is complete. */
        void transferred(long size) {
            count(size);
            finish();
        }

        /** Called when the file is not transferred. Its bytes are removed from the total. */
        void skipped(long size) {
            count(0);
            long ignored = totalBytes.addAndGet(-size);
            finish();
        }
    }

    /** Adds a file to the total. */
    void planned(long size) {
        long ignored = totalBytes.addAndGet(size);
        ignored = totalFiles.incrementAndGet();
    }

    /** Called when all folders are listed, so that the total is known. */
    void listed() {
        listed = true;
    }

    private void finish() {
        long ignored = files.incrementAndGet();
        report();
    }

    DirectoryProgress latest() {
        boolean complete = listed;
        return new Snapshot(
                bytes.get(),
                complete ? OptionalLong.of(totalBytes.get()) : OptionalLong.empty(),
                files.get(),
                complete ? OptionalLong.of(totalFiles.get()) : OptionalLong.empty(),
                Duration.ofNanos(timing.nanoTime() - startedAt));
    }

    /** Reports the progress to the listener, unless another thread is reporting it. */
    void report() {
        if (listener != null && !listenerFailed && reporting.compareAndSet(false, true)) {
            try {
                DirectoryProgress progress = latest();
                listenerFailed = !Callbacks.notifyProgress(() -> listener.accept(progress));
            } finally {
                reporting.set(false);
            }
        }
    }
}
