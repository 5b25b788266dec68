package dev.plinth.core.internal.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies streams whose length was announced. */
final class Copying {

    private static final int BUFFER = 64 * 1024;

    private Copying() {}

    /** Copies so many bytes: a source that has fewer or more is an error, for its length was already promised. */
    static void exactly(InputStream in, OutputStream out, long length, String name) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, length))];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(name + " ended " + left + " bytes before its length of " + length);
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        if (in.read() >= 0) {
            throw new IOException(name + " is longer than its length of " + length);
        }
    }
}
