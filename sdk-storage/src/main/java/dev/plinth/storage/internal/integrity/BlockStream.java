package dev.plinth.storage.internal.integrity;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that passes all bytes through one {@code read} method, whether they are read or skipped. */
public abstract class BlockStream extends FilterInputStream {

    private static final int MAX_SKIP = 8192;

    public BlockStream(InputStream in) {
        super(in);
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int count) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? read : one[0] & 0xff;
    }

    /** Reads the bytes instead of skipping them, so that subclasses see them. */
    @Override
    public final long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(count, MAX_SKIP))];
        return count <= 0 ? 0 : Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
