package dev.plinth.auth.internal;

import dev.plinth.auth.SessionStore;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
 * Keeps a session in a file that only its owner may read. A new one is written beside it and put in its place, so that a
 * reader finds one or the other; a lock file beside it keeps processes from refreshing at the same time.
 */
public final class FileSessionStore implements SessionStore {

    /** Longer than a refresh with all its attempts can take. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long POLL_MILLIS = 10;

    /** File locks are the process' own: within it, whoever uses the same file waits here. */
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path file;
    private final Path lockFile;
    private final ReentrantLock inThisProcess;

    public FileSessionStore(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.lockFile = this.file.resolveSibling(this.file.getFileName() + ".lock");
        this.inThisProcess = IN_THIS_PROCESS.computeIfAbsent(this.file, path -> new ReentrantLock());
    }

    @Override
    public Optional<Secret> load() {
        try {
            return Optional.of(Secret.of(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the session cannot be read from " + file, e);
        }
    }

    @Override
    public void save(Secret session) {
        try {
            Path fresh = OwnerOnly.temporaryBeside(file);
            try {
                OwnerOnly.write(fresh, session);
                OwnerOnly.replace(fresh, file);
            } finally {
                boolean ignored = Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the session cannot be written to " + file, e);
        }
    }

    @Override
    public void clear() {
        try {
            boolean ignored = Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the session cannot be removed from " + file, e);
        }
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            if (!inThisProcess.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw tookTooLong();
            }
            try (FileChannel channel = OwnerOnly.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock(channel, deadline)) {
                if (held == null) {
                    throw tookTooLong();
                }
                return work.get();
            } finally {
                inThisProcess.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("the wait for the session's file was interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the session's file cannot be locked: " + lockFile, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, long deadline)
            throws IOException, InterruptedException {
        FileLock lock = channel.tryLock();
        while (lock == null && deadline - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            lock = channel.tryLock();
        }
        return lock;
    }

    private CallTimeoutException tookTooLong() {
        return new CallTimeoutException(
                "another process holds the session's file for too long: " + lockFile, true, null);
    }

    @Override
    public String toString() {
        return "SessionStore[" + file + "]";
    }
}
