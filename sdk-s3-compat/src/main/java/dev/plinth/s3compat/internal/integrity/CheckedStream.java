package dev.plinth.s3compat.internal.integrity;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body whose reads fail if it ends too early. A caller that stops reading earlier gets no exception. Skipped bytes
 * are read too, and marks are not supported.
 */
final class CheckedStream extends InputStream {

    private final InputStream body;
    private final BodyCheck check;

    CheckedStream(InputStream body, BodyCheck check) {
        this.body = body;
        this.check = check;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = body.read(target, offset, length);
        } catch (IOException e) {
            throw check.interrupted(e);
        }
        if (count < 0) {
            check.ended();
        } else {
            check.received(target, offset, count);
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
