package dev.plinth.storage.transfer.internal.download;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.TransportException;
import dev.plinth.core.internal.connection.CancellableConnection;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.storage.Download;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.download.DownloadOperations;
import dev.plinth.storage.transfer.SourceChangedException;
import dev.plinth.storage.transfer.internal.TransferProgress;
import dev.plinth.storage.transfer.internal.UploadFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Downloads the parts of one object into a file. Remembers the missing ranges over several runs. */
final class RangedDownload {

    private static final int BUFFER = 64 * 1024;

    private final ObjectKey at;
    private final DownloadSettings settings;
    private final Path file;
    private final long size;
    private final TransferProgress progress;
    private final Queue<Range> missing = new ConcurrentLinkedQueue<>();
    private final AtomicLong transferred = new AtomicLong();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicReference<@Nullable String> etag = new AtomicReference<>();
    private final int workers;

    /** The missing range of a part. Used by one thread at a time. */
    private static final class Range {

        private final long end;
        private long at;

        Range(long at, long end) {
            this.at = at;
            this.end = end;
        }
    }

    RangedDownload(ObjectKey at, DownloadSettings settings, Path file, long size, TransferProgress progress) {
        this.at = at;
        this.settings = settings;
        this.file = file;
        this.size = size;
        this.progress = progress;
        for (long start = 0; start < size; start += settings.partSize()) {
            missing.add(new Range(start, Math.min(size, start + settings.partSize())));
        }
        this.workers = Math.min(settings.parallelism(), Math.max(1, missing.size()));
        progress.start(0, OptionalLong.of(size));
    }

    /** Downloads the missing ranges. The first failure ends all parts and is thrown. */
    void run(LiveConnection connection) {
        CancellableConnection view = connection.cancellable();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            try {
                work(view.connection());
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                view.cancel();
            }
        };
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            others.add(TransferThreads.run(work));
        }
        work.run();
        others.forEach(other -> await(other, view, failure));
        view.cancel();
        rethrow(failure.get());
        progress.at(size, OptionalLong.of(size));
    }

    private static void await(
            CompletableFuture<Void> other, CancellableConnection view, AtomicReference<@Nullable Throwable> failure) {
        try {
            Void ignored = other.get();
        } catch (InterruptedException e) {
            failure.compareAndSet(
                    null,
                    new CallCancelledException("storage.parallelDownload was stopped: its thread was interrupted", e));
            view.cancel();
            Void ignored = other.join();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker keeps its failures", e);
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private void work(LiveConnection connection) {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (Range range = missing.poll(); range != null; range = missing.poll()) {
                try {
                    fetch(connection, range, out);
                } finally {
                    if (range.at < range.end) {
                        missing.add(range);
                    }
                }
            }
        } catch (IOException e) {
            throw new LocalIOException("storage.parallelDownload: the file could not be written: " + e, null, e);
        }
    }

    private void fetch(LiveConnection connection, Range range, RandomAccessFile out) throws IOException {
        int failures = 0;
        while (range.at < range.end) {
            long before = range.at;
            try {
                transfer(connection, range, out);
            } catch (PlinthException e) {
                failures = range.at > before ? 1 : failures + 1;
                if (!UploadFailures.passing(e) || failures >= settings.maxAttempts()) {
                    throw e;
                }
                UploadFailures.pause(connection, failures);
            }
        }
    }

    private void transfer(LiveConnection connection, Range range, RandomAccessFile out) throws IOException {
        long length = range.end - range.at;
        try (Download part = OperationRunner.run(
                connection, DownloadOperations.download(connection, at, DownloadSettings.part(range.at, length)))) {
            check(part);
            InputStream in = part.body();
            byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
            while (range.at < range.end) {
                int read = read(connection, in, buffer, (int) Math.min(buffer.length, range.end - range.at));
                out.seek(range.at);
                out.write(buffer, 0, read);
                range.at += read;
                tell(read);
            }
        }
    }

    private int read(LiveConnection connection, InputStream in, byte[] buffer, int most) {
        try {
            int read = in.read(buffer, 0, most);
            if (read > 0) {
                return read;
            }
            throw new TransportException("storage.parallelDownload: a part ended early " + about(), false, null, null);
        } catch (IOException e) {
            if (connection.stopped()) {
                throw new CallCancelledException("storage.parallelDownload was stopped " + about(), e);
            }
            throw new TransportException(
                    "storage.parallelDownload: a part broke off: " + e.getMessage() + " " + about(), false, null, e);
        }
    }

    /** The server ignores If-Match, so the tags are compared here: all parts must be of the same object. */
    private void check(Download part) {
        String tag = part.etag().orElse("");
        boolean first = etag.compareAndSet(null, tag);
        if (!first && !tag.equals(etag.get())) {
            throw new SourceChangedException(
                    "storage.parallelDownload: the object was replaced while it was being downloaded " + about(),
                    "download it again");
        }
    }

    /** One thread at a time calls the listener; the others leave it to a later one. */
    private void tell(int read) {
        transferred.addAndGet(read);
        if (telling.compareAndSet(false, true)) {
            try {
                progress.at(transferred.get(), OptionalLong.of(size));
            } finally {
                telling.set(false);
            }
        }
    }

    /** Returns the entity tag of all parts. */
    String etag() {
        String known = etag.get();
        return known == null ? "" : known;
    }

    private String about() {
        return "[bucket=" + at.bucket() + ", path=" + at.name() + "]";
    }
}
