package dev.plinth.core.internal.operation;

import dev.plinth.core.internal.json.TooLargeBodyException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails if it is longer than a limit. */
final class BoundedStream extends FilterInputStream {

    /** How much of an unneeded response is read so that its socket can be reused. */
    private static final int DRAINED = 64 * 1024;

    private final long limit;
    private long left;

    BoundedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[1024];
        int left = DRAINED;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = body.read(buffer);
            left -= read;
        }
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
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new TooLargeBodyException(limit);
        }
    }
}
