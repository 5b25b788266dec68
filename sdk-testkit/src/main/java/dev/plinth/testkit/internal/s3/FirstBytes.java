package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.BlockInput;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream. */
final class FirstBytes extends BlockInput {
    private long left;

    FirstBytes(InputStream in, long count) {
        super(in);
        this.left = count;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = left == 0 ? -1 : in.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }
}
