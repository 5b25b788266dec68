package dev.plinth.core.internal.okhttp;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A socket that counts the bytes that are read from it. Under TLS these are encrypted bytes, which is enough to know
 * whether anything was received. It reads ahead into a buffer: OkHttp asks for 8 KiB at a time, and TLS for 5 bytes before
 * each record, which would be a system call each.
 */
final class CountingSocket extends Socket {

    private static final int BUFFER = 64 * 1024;

    private final ReentrantLock opening = new ReentrantLock();
    private volatile long bytesRead;
    private @Nullable InputStream in;

    /** Returns how many bytes were read. */
    long bytesRead() {
        return bytesRead;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        opening.lock();
        try {
            // One stream for all callers: a second one would miss what the first has buffered.
            InputStream known = in;
            if (known == null) {
                known = new BufferedInputStream(new Counting(super.getInputStream()), BUFFER);
                in = known;
            }
            return known;
        } finally {
            opening.unlock();
        }
    }

    private final class Counting extends FilterInputStream {

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int count) throws IOException {
            int read = in.read(buffer, from, count);
            count(read);
            return read;
        }

        /** Only one thread at a time reads from a socket; the others read the counter. */
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void count(int read) {
            if (read > 0) {
                bytesRead += read;
            }
        }
    }
}
