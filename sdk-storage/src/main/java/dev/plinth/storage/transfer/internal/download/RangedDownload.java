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

/** Downloads one object in parts into a file. Keeps the missing ranges over several runs. */
final class RangedDownload {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final ObjectKey object;
    private final DownloadSettings settings;
    private final Path file;
    private final long size;
    private final TransferProgress progress;
    private final Queue<MissingRange> missing = new ConcurrentLinkedQueue<>();
    private final AtomicLong transferred = new AtomicLong();
    private final AtomicBoolean reporting = new AtomicBoolean();
    private final AtomicReference<@Nullable String> etag = new AtomicReference<>();
    private final int workers;

    /** The missing range of a part. Not thread-safe. */
    private static final class MissingRange {

        private final long end;
        private long position;

        MissingRange(long position, long end) {
            this.position = position;
            this.end = end;
        }
    }

    RangedDownload(ObjectKey object, DownloadSettings settings, Path file, long size, TransferProgress progress) {
        this.object = object;
        this.settings = settings;
        this.file = file;
        this.size = size;
        this.progress = progress;
        for (long start = 0; start < size; start += settings.partSize()) {
            missing.add(new MissingRange(start, Math.min(size, start + settings.partSize())));
        }
        this.workers = Math.min(settings.parallelism(), Math.max(1, missing.size()));
        progress.start(0, OptionalLong.of(size));
    }

    /** Downloads the missing ranges. The first failure cancels all parts and is thrown. */
    void run(LiveConnection connection) {
        CancellableConnection requests = connection.cancellable();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable runWorker = () -> {
            try {
                runWorker(requests.connection());
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                requests.cancel();
            }
        };
        List<CompletableFuture<Void>> workerThreads = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            workerThreads.add(TransferThreads.run(runWorker));
        }
        runWorker.run();
        workerThreads.forEach(worker -> await(worker, requests, failure));
        requests.cancel();
        rethrow(failure.get());
        progress.update(size, OptionalLong.of(size));
    }

    private static void await(
            CompletableFuture<Void> worker,
            CancellableConnection requests,
            AtomicReference<@Nullable Throwable> failure) {
        try {
            Void ignored = worker.get();
        } catch (InterruptedException e) {
            failure.compareAndSet(
                    null,
                    new CallCancelledException(
                            "storage.parallelDownload was cancelled: its thread was interrupted", e));
            requests.cancel();
            Void ignored = worker.join();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker threw an exception", e);
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

    private void runWorker(LiveConnection connection) {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (MissingRange range = missing.poll(); range != null; range = missing.poll()) {
                try {
                    downloadRange(connection, range, out);
                } finally {
                    if (range.position < range.end) {
                        missing.add(range);
                    }
                }
            }
        } catch (IOException e) {
            throw new LocalIOException("storage.parallelDownload: the file could not be written: " + e, null, e);
        }
    }

    private void downloadRange(LiveConnection connection, MissingRange range, RandomAccessFile out) throws IOException {
        int failures = 0;
        while (range.position < range.end) {
            long start = range.position;
            try {
                transfer(connection, range, out);
            } catch (PlinthException e) {
                failures = range.position > start ? 1 : failures + 1;
                if (!UploadFailures.isTemporary(e) || failures >= settings.maxAttempts()) {
                    throw e;
                }
                UploadFailures.pause(connection, failures);
            }
        }
    }

    private void transfer(LiveConnection connection, MissingRange range, RandomAccessFile out) throws IOException {
        long length = range.end - range.position;
        try (Download part = OperationRunner.run(
                connection,
                DownloadOperations.download(connection, object, DownloadSettings.part(range.position, length)))) {
            checkEtag(part);
            InputStream in = part.body();
            byte[] buffer = new byte[(int) Math.min(BUFFER_SIZE, length)];
            while (range.position < range.end) {
                int read = read(connection, in, buffer, (int) Math.min(buffer.length, range.end - range.position));
                out.seek(range.position);
                out.write(buffer, 0, read);
                range.position += read;
                reportProgress(read);
            }
        }
    }

    private int read(LiveConnection connection, InputStream in, byte[] buffer, int maxBytes) {
        try {
            int read = in.read(buffer, 0, maxBytes);
            if (read > 0) {
                return read;
            }
            throw new TransportException(
                    "storage.parallelDownload: a part ended too early " + object.describe(), false, null, null);
        } catch (IOException e) {
            if (connection.stopped()) {
                throw new CallCancelledException("storage.parallelDownload was cancelled " + object.describe(), e);
            }
            throw new TransportException(
                    "storage.parallelDownload: the transfer of a part failed: " + e.getMessage() + " "
                            + object.describe(),
                    false,
                    null,
                    e);
        }
    }

    /** Checks that all parts have the same ETag. The server ignores {@code If-Match}. */
    private void checkEtag(Download part) {
        String tag = part.etag().orElse("");
        boolean first = etag.compareAndSet(null, tag);
        if (!first && !tag.equals(etag.get())) {
            throw new SourceChangedException(
                    "storage.parallelDownload: the object was replaced while it was being downloaded "
                            + object.describe(),
                    "download it again");
        }
    }

    /** Reports the progress, unless another thread is reporting it. */
    private void reportProgress(int read) {
        transferred.addAndGet(read);
        if (reporting.compareAndSet(false, true)) {
            try {
                progress.update(transferred.get(), OptionalLong.of(size));
            } finally {
                reporting.set(false);
            }
        }
    }

    /** Returns the ETag of all parts; empty if none was received. */
    String etag() {
        String tag = etag.get();
        return tag == null ? "" : tag;
    }
}
