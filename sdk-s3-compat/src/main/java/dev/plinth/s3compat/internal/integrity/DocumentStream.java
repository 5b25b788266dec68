package dev.plinth.s3compat.internal.integrity;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.RetryableException;

/**
 * An XML body that AWS's client reads itself. If the body is interrupted, its parser throws an {@link
 * java.io.UncheckedIOException}, which is not one of the client's own exceptions and is never retried.
 */
final class DocumentStream extends FilterInputStream {

    DocumentStream(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw RetryableException.create("the response was interrupted: " + e.getMessage(), e);
        }
    }
}
