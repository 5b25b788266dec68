package dev.plinth.benchmarks.whole;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request.
 *
 * @param path the path, without the query
 * @param length the length of the body
 */
record RequestHead(String method, String path, long length) {

    private static final int LARGEST = 4 * 1024;

    /** Reads a head; null at the end of the connection. */
    static @Nullable RequestHead read(InputStream in) throws IOException {
        byte[] bytes = new byte[LARGEST];
        int length = 0;
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0) {
                if (length == 0) {
                    return null;
                }
                throw new EOFException();
            }
            bytes[length++] = (byte) next;
            boolean part = end % 2 == 0 ? next == '\r' : next == '\n';
            end = part ? end + 1 : 0;
        }
        String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        String[] words = lines[0].split(" ", -1);
        long body = 0;
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                body = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        int query = words[1].indexOf('?');
        return new RequestHead(words[0], query < 0 ? words[1] : words[1].substring(0, query), body);
    }

    /** Returns the size that the object's name begins with. */
    long size() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int end = name.indexOf('-');
        return Long.parseLong(end < 0 ? name : name.substring(0, end));
    }
}
