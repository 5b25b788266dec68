package dev.plinth.core.internal.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies streams whose length was declared. */
final class StreamCopy {

    private static final int BUFFER = 64 * 1024;

    private StreamCopy() {}

    /**
     * Copies the given number of bytes. A source with fewer or more bytes is an error, because its length was already
     * sent.
     */
    static void exactly(InputStream in, OutputStream out, long length, String name) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, length))];
        long count = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            count += read;
            check(count, false, length, name);
            out.write(buffer, 0, read);
        }
        check(count, true, length, name);
    }

    static void check(long count, boolean ended, long length, String name) throws IOException {
        if (count > length) {
            throw new IOException(name + " is longer than its declared length of " + length + " bytes");
        }
        if (ended && count < length) {
            throw new IOException(
                    name + " ended " + (length - count) + " bytes before its declared length of " + length + " bytes");
        }
    }
}
