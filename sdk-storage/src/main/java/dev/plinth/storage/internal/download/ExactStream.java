package dev.plinth.storage.internal.download;

import dev.plinth.storage.internal.integrity.BlockStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A response body whose length must equal the {@code Content-Length} of the response. */
final class ExactStream extends BlockStream {

    private final long length;
    private long received;

    ExactStream(InputStream in, long length) {
        super(in);
        this.length = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        received += Math.max(0, read);
        if (read < 0 && received < length) {
            throw new EOFException("the response ended after " + received + " of " + length + " bytes");
        }
        if (received > length) {
            throw new IOException("the response body is longer than its Content-Length of " + length + " bytes");
        }
        return read;
    }
}
