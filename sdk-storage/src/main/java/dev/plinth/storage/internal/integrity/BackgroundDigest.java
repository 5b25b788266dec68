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
 * Computes the MD5 of a transfer. Small content is digested by the calling thread; the rest by a second thread, so that
 * the transfer does not wait for it. A bounded queue of buffers connects the two.
 *
 * <p>Used by one thread.
 */
final class BackgroundDigest {

    private static final int BUFFER = 64 * 1024;
    private static final int BUFFERS = 8;

    /** Up to this size the transferring thread computes the digest: starting a thread would cost more. */
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

    /** Adds bytes. The array may be reused afterwards. */
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

    /** Returns the number of bytes. */
    long count() {
        return count;
    }

    /** Returns the MD5 of all bytes in hexadecimal. */
    String hex() {
        end();
        return Etags.hex(digest);
    }

    /** Ends the work of the second thread. */
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
        private int allocated;
        private byte @Nullable [] current;
        private int filled;

        Worker(MessageDigest digest) {
            this.digest = digest;
        }

        /** Hands over full buffers only: a handover costs more than the digest of the 8 KiB that OkHttp delivers. */
        void add(byte[] bytes, int from, int length) {
            int added = 0;
            while (added < length) {
                byte[] buffer = current == null ? buffer() : current;
                int part = Math.min(BUFFER - filled, length - added);
                System.arraycopy(bytes, from + added, buffer, filled, part);
                added += part;
                filled += part;
                current = buffer;
                if (filled == BUFFER) {
                    handOver();
                }
            }
        }

        private void handOver() {
            byte[] buffer = current;
            if (buffer != null) {
                put(new Block(buffer, filled));
                current = null;
                filled = 0;
            }
        }

        private byte[] buffer() {
            byte[] free = empty.poll();
            if (free == null && allocated < BUFFERS) {
                allocated++;
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
            handOver();
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

    /** Waits although the thread is interrupted, and restores the interrupt: the other side never takes long. */
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
