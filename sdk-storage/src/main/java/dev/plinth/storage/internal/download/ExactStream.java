package dev.plinth.storage.internal.download;

import dev.plinth.storage.internal.integrity.BlockStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body that must have exactly the length that its response announced. */
final class ExactStream extends BlockStream {

    private final long length;
    private long came;

    ExactStream(InputStream in, long length) {
        super(in);
        this.length = length;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int read = in.read(buffer, from, count);
        came += Math.max(0, read);
        if (read < 0 && came < length) {
            throw new EOFException("the response ended after " + came + " of " + length + " bytes");
        }
        if (came > length) {
            throw new IOException("the response has more than the " + length + " bytes that it announced");
        }
        return read;
    }
}
