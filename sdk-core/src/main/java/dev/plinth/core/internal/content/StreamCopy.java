package dev.plinth.core.internal.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies streams whose length was announced. */
final class StreamCopy {

    private static final int BUFFER = 64 * 1024;

    private StreamCopy() {}

    /** Copies so many bytes: a source that has fewer or more is an error, for its length was already promised. */
    static void exactly(InputStream in, OutputStream out, long length, String name) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, length))];
        long came = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            came += read;
            check(came, false, length, name);
            out.write(buffer, 0, read);
        }
        check(came, true, length, name);
    }

    static void check(long came, boolean ended, long length, String name) throws IOException {
        if (came > length) {
            throw new IOException(name + " is longer than its length of " + length);
        }
        if (ended && came < length) {
            throw new IOException(name + " ended " + (length - came) + " bytes before its length of " + length);
        }
    }
}
