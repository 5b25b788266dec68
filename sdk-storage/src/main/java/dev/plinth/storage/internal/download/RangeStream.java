package dev.plinth.storage.internal.download;

import dev.plinth.storage.internal.integrity.BlockStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads only the requested range of a response that contains the whole object. */
final class RangeStream extends BlockStream {

    private long toSkip;
    private long remaining;

    RangeStream(InputStream in, long toSkip, long length) {
        super(in);
        this.toSkip = toSkip;
        this.remaining = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        skipToRange();
        if (remaining == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(count, remaining));
        remaining -= Math.max(0, read);
        return read;
    }

    private void skipToRange() throws IOException {
        byte[] buffer = new byte[8192];
        while (toSkip > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, toSkip));
            if (read < 0) {
                throw new EOFException("the object ends before the requested range");
            }
            toSkip -= read;
        }
    }
}
