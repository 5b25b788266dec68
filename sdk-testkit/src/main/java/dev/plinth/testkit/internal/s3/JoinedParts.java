package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.storage.MultipartUpload.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;

/** Parts one after the other as one stream, each opened when it is its turn. */
final class JoinedParts extends InputStream {
    private final Iterator<Part> rest;
    private InputStream current = InputStream.nullInputStream();

    JoinedParts(List<Part> parts) {
        this.rest = parts.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = current.read(into, offset, length);
        while (count < 0 && rest.hasNext()) {
            current.close();
            current = Files.newInputStream(rest.next().file());
            count = current.read(into, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
