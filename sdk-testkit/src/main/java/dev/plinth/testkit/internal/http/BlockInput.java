package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** A stream on top of another one, all of whose bytes pass through one method. */
public abstract class BlockInput extends InputStream {
    protected InputStream in;

    protected BlockInput(InputStream in) {
        this.in = in;
    }

    /** The first bytes of a stream. */
    public static BlockInput first(InputStream in, long count) {
        return new Tap.First(count).in(in);
    }

    @Override
    public abstract int read(byte[] into, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
