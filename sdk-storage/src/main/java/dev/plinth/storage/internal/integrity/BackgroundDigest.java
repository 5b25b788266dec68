package dev.plinth.storage.internal.integrity;

import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The MD5 of bytes that go by. What is small is digested at once; the rest on a second thread, so that the transfer does
 * not wait for it. A few buffers are all that lies between the two.
 *
 * <p>Used by one thread.
 */
final class BackgroundDigest {

    private static final int BUFFER = 64 * 1024;
    private static final int BUFFERS = 8;

    /** So much is digested by the transferring thread: starting another one would cost more. */
    private static final int SMALL = 256 * 1024;

    private static final Executor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "plinth-digest");
                thread.setDaemon(true);
                return thread;
            });

    private final MessageDigest digest = Etags.digest();
    private long count;
    private @Nullable Worker worker;

    /** Adds bytes; the array may be used again afterwards. */
    void update(byte[] bytes, int from, int length) {
        count += length;
        if (worker == null && count <= SMALL) {
            digest.update(bytes, from, length);
            return;
        }
        if (worker == null) {
            worker = new Worker(digest);
            THREADS.execute(worker);
        }
        worker.add(bytes, from, length);
    }

    /** Returns how many bytes there were. */
    long count() {
        return count;
    }

    /** Returns the MD5 of all bytes, in hex. */
    String hex() {
        end();
        return Etags.hex(digest);
    }

    /** Gives the second thread back. */
    void end() {
        Worker running = worker;
        if (running != null) {
            running.end();
            worker = null;
        }
    }

    private static final class Block {

        private final byte[] bytes;
        private final int length;

        Block(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    private static final class Worker implements Runnable {

        private static final Block END = new Block(new byte[0], 0);

        private final MessageDigest digest;
        private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BUFFERS + 1);
        private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS);
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private int made;

        Worker(MessageDigest digest) {
            this.digest = digest;
        }

        void add(byte[] bytes, int from, int length) {
            for (int at = 0; at < length; at += BUFFER) {
                int part = Math.min(BUFFER, length - at);
                byte[] buffer = buffer();
                System.arraycopy(bytes, from + at, buffer, 0, part);
                put(new Block(buffer, part));
            }
        }

        private byte[] buffer() {
            byte[] free = empty.poll();
            if (free == null && made < BUFFERS) {
                made++;
                return new byte[BUFFER];
            }
            return free != null ? free : Uninterrupted.get(empty::take);
        }

        private void put(Block block) {
            boolean ignored = Uninterrupted.get(() -> {
                full.put(block);
                return true;
            });
        }

        void end() {
            put(END);
            Void ignored = done.join();
        }

        @Override
        public void run() {
            Block block = Uninterrupted.get(full::take);
            while (block.length > 0) {
                digest.update(block.bytes, 0, block.length);
                boolean ignored = empty.offer(block.bytes);
                block = Uninterrupted.get(full::take);
            }
            done.complete(null);
        }
    }

    /** Waits on however often the thread is interrupted: the other side never takes long. */
    private static final class Uninterrupted {

        private interface Wait<T> {
            T get() throws InterruptedException;
        }

        static <T> T get(Wait<T> wait) {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return wait.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
