package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionStore;
import dev.plinth.auth.internal.file.CanonicalFile;
import dev.plinth.auth.internal.file.OwnerOnlyFiles;
import dev.plinth.auth.internal.file.StaleTempFiles;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores a session in a file that only its owner can read. The file is replaced atomically, so a reader finds the old
 * or the new session. A lock file next to it prevents concurrent refreshes by several processes. Symbolic links are
 * followed: all paths to the same file are the same store.
 */
public final class FileSessionStore implements SessionStore {

    /** The maximum wait for the lock, longer than a refresh with all its attempts can take. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(90);

    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 10;

    /** The maximum size in bytes. A larger file is not a session. */
    private static final int MAX_SIZE = 16 << 20;

    /** Locks between threads by file, because file locks only exclude other processes. */
    private static final Map<Path, ReentrantLock> THREAD_LOCKS = new ConcurrentHashMap<>();

    private final Path path;
    private volatile long cleanedUpAt = System.nanoTime() - CLEANUP_INTERVAL.toNanos();

    public FileSessionStore(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Resolved on each use, because links and directories may change while the store is in use. */
    private Path file() {
        return CanonicalFile.of(path);
    }

    @Override
    public Optional<Secret> load() {
        return uninterrupted(this::read);
    }

    private Optional<Secret> read() {
        try (InputStream in = Files.newInputStream(file())) {
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                throw new LocalIOException(
                        "the session cannot be read from " + path + ": the file is larger than any session file",
                        "check the path; remove the file, or use another one",
                        null);
            }
            // Invalid UTF-8 is detected when the session is parsed.
            return Optional.of(Secret.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("be read from ", path, e);
        }
    }

    @Override
    public void save(Secret session) {
        Path written = uninterrupted(() -> write(session));
        long now = System.nanoTime();
        if (now - cleanedUpAt >= CLEANUP_INTERVAL.toNanos()) {
            cleanedUpAt = now;
            StaleTempFiles.remove(written);
        }
    }

    private Path write(Secret session) {
        Path file = file();
        try {
            OwnerOnlyFiles.replace(file, session);
        } catch (IOException e) {
            throw failed("be written to ", path, e);
        }
        return file;
    }

    /** Runs without the thread's interrupt status, because channels fail on interrupted threads. */
    private static <T> T uninterrupted(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void clear() {
        try {
            boolean ignored = Files.deleteIfExists(file());
        } catch (IOException e) {
            throw failed("be removed from ", path, e);
        }
    }

    @Override
    public <T> T withLock(Supplier<T> work) {
        Path file = file();
        ReentrantLock threadLock = THREAD_LOCKS.computeIfAbsent(file, absent -> new ReentrantLock());
        if (threadLock.isHeldByCurrentThread()) {
            return work.get();
        }
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
        try {
            if (!threadLock.tryLock(LOCK_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw lockTimeout(lockFile);
            }
            try (FileChannel channel =
                            OwnerOnlyFiles.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock fileLock = lock(channel, deadline)) {
                if (fileLock == null) {
                    throw lockTimeout(lockFile);
                }
                return work.get();
            } finally {
                threadLock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    "the thread was interrupted while it waited for the lock of the session file", e);
        } catch (IOException e) {
            throw failed("be locked by ", lockFile, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, long deadline)
            throws IOException, InterruptedException {
        FileLock lock = tryLock(channel);
        while (lock == null && deadline - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            lock = tryLock(channel);
        }
        return lock;
    }

    /** Returns null also if a copy of this class from another class loader holds the lock. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static LocalIOException failed(String what, Path file, IOException cause) {
        return new LocalIOException(
                "the session cannot " + what + file + ": " + cause.getClass().getSimpleName(),
                "check that it is a file, and that this process may read and write it and its directory",
                cause);
    }

    private static CallTimeoutException lockTimeout(Path lockFile) {
        return new CallTimeoutException(
                "waiting for the lock of the session file timed out after " + LOCK_TIMEOUT.toSeconds() + " s: "
                        + lockFile,
                true,
                null);
    }

    /** Stores are equal if their paths refer to the same file. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileSessionStore store && store.file().equals(file());
    }

    @Override
    public int hashCode() {
        return file().hashCode();
    }

    @Override
    public String toString() {
        return "SessionStore[" + path + "]";
    }
}
