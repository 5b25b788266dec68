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
 * Computes the MD5 of a transfer. Small content is digested by the calling thread, larger content by a second thread,
 * so that the transfer does not wait for it. A bounded queue of buffers connects the two.
 *
 * <p>Not thread-safe: one thread calls its methods.
 */
final class BackgroundDigest {

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int MAX_BUFFERS = 8;

    /** Up to this size, the calling thread computes the digest, because starting a thread would take longer. */
    private static final int MAX_CALLER_BYTES = 256 * 1024;

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
    void update(byte[] bytes, int offset, int length) {
        count += length;
        if (worker == null && count <= MAX_CALLER_BYTES) {
            digest.update(bytes, offset, length);
            return;
        }
        if (worker == null) {
            worker = new Worker(digest);
            THREADS.execute(worker);
        }
        worker.add(bytes, offset, length);
    }

    /** Returns the number of bytes that were added. */
    long count() {
        return count;
    }

    /** Returns the MD5 of all bytes in hexadecimal. */
    String hex() {
        finish();
        return Etags.hex(digest);
    }

    /** Waits until the second thread has digested all bytes, and stops it. */
    void finish() {
        Worker running = worker;
        if (running != null) {
            running.finish();
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

        private static final Block LAST = new Block(new byte[0], 0);

        private final MessageDigest digest;
        private final BlockingQueue<Block> filledBlocks = new ArrayBlockingQueue<>(MAX_BUFFERS + 1);
        private final BlockingQueue<byte[]> freeBuffers = new ArrayBlockingQueue<>(MAX_BUFFERS);
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private int allocated;
        private byte @Nullable [] current;
        private int filled;

        Worker(MessageDigest digest) {
            this.digest = digest;
        }

        /** Enqueues full buffers only, because that takes longer than the digest of the 8 KiB that OkHttp delivers. */
        void add(byte[] bytes, int offset, int length) {
            int added = 0;
            while (added < length) {
                byte[] buffer = current == null ? acquireBuffer() : current;
                int count = Math.min(BUFFER_SIZE - filled, length - added);
                System.arraycopy(bytes, offset + added, buffer, filled, count);
                added += count;
                filled += count;
                current = buffer;
                if (filled == BUFFER_SIZE) {
                    enqueueCurrent();
                }
            }
        }

        private void enqueueCurrent() {
            byte[] buffer = current;
            if (buffer != null) {
                enqueue(new Block(buffer, filled));
                current = null;
                filled = 0;
            }
        }

        private byte[] acquireBuffer() {
            byte[] free = freeBuffers.poll();
            if (free == null && allocated < MAX_BUFFERS) {
                allocated++;
                return new byte[BUFFER_SIZE];
            }
            return free != null ? free : Uninterrupted.get(freeBuffers::take);
        }

        private void enqueue(Block block) {
            boolean ignored = Uninterrupted.get(() -> {
                filledBlocks.put(block);
                return true;
            });
        }

        void finish() {
            enqueueCurrent();
            enqueue(LAST);
            Void ignored = done.join();
        }

        @Override
        public void run() {
            Block block = Uninterrupted.get(filledBlocks::take);
            while (block.length > 0) {
                digest.update(block.bytes, 0, block.length);
                boolean ignored = freeBuffers.offer(block.bytes);
                block = Uninterrupted.get(filledBlocks::take);
            }
            done.complete(null);
        }
    }

    /** Waits without reacting to an interrupt, and restores the interrupt afterwards: the waits are short. */
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
