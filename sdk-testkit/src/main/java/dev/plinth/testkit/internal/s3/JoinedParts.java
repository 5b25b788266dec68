package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.storage.MultipartUpload.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;

/** Parts one after the other as one stream, each opened when it is its turn. */
final class JoinedParts extends BlockInput {
    private final Iterator<Part> rest;

    JoinedParts(List<Part> parts) {
        super(InputStream.nullInputStream());
        this.rest = parts.iterator();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        while (count < 0 && rest.hasNext()) {
            in.close();
            in = Files.newInputStream(rest.next().file());
            count = in.read(into, offset, length);
        }
        return count;
    }
}
