package dev.plinth.core.internal.okhttp;

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
                known = new ReadAhead(super.getInputStream());
                in = known;
            }
            return known;
        } finally {
            opening.unlock();
        }
    }

    /**
     * Reads ahead with at most one system call for each read. {@link java.io.BufferedInputStream} would also ask the
     * socket, after each response, whether more bytes are available.
     */
    private final class ReadAhead extends InputStream {

        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int position;
        private int end;

        ReadAhead(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return position < end || fill() ? buffer[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            if (position == end && count >= BUFFER) {
                return count(in.read(target, from, count));
            }
            if (count > 0 && position == end && !fill()) {
                return -1;
            }
            int copied = Math.min(count, end - position);
            System.arraycopy(buffer, position, target, from, copied);
            position += copied;
            return copied;
        }

        /** Fills the empty buffer; returns false at the end of the stream. */
        private boolean fill() throws IOException {
            int read = count(in.read(buffer, 0, BUFFER));
            position = 0;
            end = Math.max(0, read);
            return read > 0;
        }

        @Override
        public int available() throws IOException {
            return end - position + in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        /** Only one thread at a time reads from a socket; the others read the counter. */
        @SuppressWarnings("NonAtomicVolatileUpdate")
        private int count(int read) {
            if (read > 0) {
                bytesRead += read;
            }
            return read;
        }
    }
}
