package dev.plinth.storage.internal.download;

import dev.plinth.storage.internal.integrity.BlockStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Cuts the requested range out of a response that contains the whole object. */
final class RangeStream extends BlockStream {

    private long before;
    private long left;

    RangeStream(InputStream in, long before, long length) {
        super(in);
        this.before = before;
        this.left = length;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        skipBefore();
        if (left == 0) {
            return -1;
        }
        int read = in.read(buffer, from, (int) Math.min(count, left));
        left -= Math.max(0, read);
        return read;
    }

    private void skipBefore() throws IOException {
        byte[] buffer = new byte[8192];
        while (before > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, before));
            if (read < 0) {
                throw new EOFException("the object ends before the part that was asked for");
            }
            before -= read;
        }
    }
}
