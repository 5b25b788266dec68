package dev.plinth.testkit.internal.tus;

import dev.plinth.testkit.internal.storage.StorageError;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One request at a time works on an upload; a later one asks the one before to stop, and waits. */
final class TusLocks {
    private static final long WAIT_SECONDS = 5;

    private final Map<UUID, Holder> holders = new ConcurrentHashMap<>();

    private record Holder(Runnable stop, CountDownLatch released) {}

    /** What is done while a lock is held. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does work that holds an upload's lock; {@code stop} is run when another request asks for it. */
    <T> T holding(UUID upload, Runnable stop, Work<T> work) throws IOException {
        Holder mine = new Holder(stop, new CountDownLatch(1));
        Holder other = holders.putIfAbsent(upload, mine);
        while (other != null) {
            other.stop().run();
            await(other.released());
            other = holders.putIfAbsent(upload, mine);
        }
        try {
            return work.run();
        } finally {
            holders.remove(upload);
            mine.released().countDown();
        }
    }

    private static void await(CountDownLatch released) {
        try {
            StorageError.TUS_LOCK_TIMEOUT.throwIf(!released.await(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StorageError.TUS_LOCK_TIMEOUT.get();
        }
    }
}
