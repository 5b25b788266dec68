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
 * Locks on the uploads of journals, against other processes and against other threads. All uploads of a directory share
 * one lock file, each of them a byte of it: so no lock file is ever deleted while another process opens it. All of this
 * process share one open file, for the system drops a process's locks when any of its handles on the file is closed.
 */
final class JournalLocks {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private JournalLocks() {}

    /** A lock that is held until it is closed. */
    @FunctionalInterface
    interface Held {

        void close();
    }

    private static final class Shared {

        private final FileChannel channel;
        private int holders;

        Shared(FileChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Locks a byte of a file.
     *
     * @return the lock; empty if somebody else holds it
     */
    static Optional<Held> tryLock(Path file, long position) {
        LOCK.lock();
        try {
            Shared shared = OPEN.get(file);
            if (shared == null) {
                shared = new Shared(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                OPEN.put(file, shared);
            }
            @Nullable FileLock lock = null;
            try {
                lock = lock(shared.channel, position);
                shared.holders += lock == null ? 0 : 1;
            } finally {
                closeIfUnused(file, shared);
            }
            return Optional.ofNullable(lock).map(held -> () -> release(file, held));
        } catch (IOException e) {
            throw new LocalIOException("the journal cannot be locked: " + file, "is the directory writable?", e);
        } finally {
            LOCK.unlock();
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
        LOCK.lock();
        try {
            Shared shared = OPEN.get(file);
            if (shared != null && lock.isValid()) {
                lock.release();
                shared.holders--;
                closeIfUnused(file, shared);
            }
        } catch (IOException e) {
            throw new LocalIOException("the journal cannot be unlocked: " + file, null, e);
        } finally {
            LOCK.unlock();
        }
    }

    private static void closeIfUnused(Path file, Shared shared) throws IOException {
        if (shared.holders == 0) {
            OPEN.remove(file);
            shared.channel.close();
        }
    }
}
