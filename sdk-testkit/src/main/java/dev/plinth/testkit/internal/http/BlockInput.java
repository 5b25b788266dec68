package dev.plinth.testkit.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream all of whose bytes pass through one method, whichever way they are read or skipped. */
public abstract class BlockInput extends FilterInputStream {
    private static final int SKIPPED_AT_ONCE = 8192;

    protected BlockInput(InputStream in) {
        super(in);
    }

    /** The first bytes of a stream. */
    public static BlockInput first(InputStream in, long count) {
        return new BlockInput(in) {
            private long left = count;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = left == 0 ? -1 : in.read(into, offset, (int) Math.min(length, left));
                left -= Math.max(read, 0);
                return read;
            }
        };
    }

    @Override
    public abstract int read(byte[] into, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.max(1, Math.min(count, SKIPPED_AT_ONCE))];
        return count <= 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
    }

    /** What the source has ready need not be what comes of it. */
    @Override
    public final int available() {
        return 0;
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
