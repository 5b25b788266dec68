package dev.plinth.storage.transfer.internal;

import dev.plinth.core.LocalIOException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks the uploads of journals against other processes and threads. All uploads of a directory share one lock file, in
 * which each upload locks one byte, so a lock file never has to be deleted while another process may open it. All locks
 * of this process share one open file, because the system releases the locks of a process when it closes any handle of
 * the file.
 */
final class JournalLocks {

    private static final ReentrantLock OPEN_LOCK = new ReentrantLock();
    private static final Map<Path, LockFile> OPEN_FILES = new HashMap<>();

    private JournalLocks() {}

    /** A lock that is held until it is closed. */
    @FunctionalInterface
    interface JournalLock {

        void close();
    }

    private static final class LockFile {

        private final FileChannel channel;
        private int holders;

        LockFile(FileChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Locks a byte of a file.
     *
     * @return the lock; empty if another process or thread holds it
     */
    static Optional<JournalLock> tryLock(Path file, long position) {
        OPEN_LOCK.lock();
        try {
            LockFile lockFile = OPEN_FILES.get(file);
            if (lockFile == null) {
                lockFile = new LockFile(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                OPEN_FILES.put(file, lockFile);
            }
            @Nullable FileLock lock = null;
            try {
                lock = lock(lockFile.channel, position);
                lockFile.holders += lock == null ? 0 : 1;
            } finally {
                closeIfUnused(file, lockFile);
            }
            return Optional.ofNullable(lock).map(fileLock -> () -> release(file, fileLock));
        } catch (IOException e) {
            throw new LocalIOException(
                    "the journal cannot be locked: " + file, "check that the directory is writable", e);
        } finally {
            OPEN_LOCK.unlock();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, long position) throws IOException {
        try {
            return channel.tryLock(position, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void release(Path file, FileLock lock) {
        OPEN_LOCK.lock();
        try {
            LockFile lockFile = OPEN_FILES.get(file);
            if (lockFile != null && lock.isValid()) {
                lock.release();
                lockFile.holders--;
                closeIfUnused(file, lockFile);
            }
        } catch (IOException e) {
            throw new LocalIOException("the journal cannot be unlocked: " + file, null, e);
        } finally {
            OPEN_LOCK.unlock();
        }
    }

    private static void closeIfUnused(Path file, LockFile lockFile) throws IOException {
        if (lockFile.holders == 0) {
            OPEN_FILES.remove(file);
            lockFile.channel.close();
        }
    }
}
