package dev.plinth.core.internal.okhttp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A socket that counts the bytes that are read from it. Under TLS these are encrypted bytes, which is enough to know
 * whether anything was received.
 */
final class CountingSocket extends Socket {

    private volatile long bytesRead;

    /** Returns how many bytes were read. */
    long bytesRead() {
        return bytesRead;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Counting(super.getInputStream());
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
