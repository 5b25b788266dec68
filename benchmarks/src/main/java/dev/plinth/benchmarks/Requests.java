package dev.plinth.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads requests in blocks: a look at each byte would cost more than what some candidates are measured for. */
final class Requests {

    private static final int BUFFER = 256 * 1024;
    private static final int LONGEST_SHOWN = 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    Requests(InputStream in) {
        this.in = in;
    }

    /** Reads a head; null at the end of the connection. */
    @Nullable
    RequestHead head() throws IOException {
        if (at == end && !fill()) {
            return null;
        }
        return RequestHead.parse(until('\r', '\n', '\r', '\n'));
    }

    /** Reads the body whole, and returns it if it is short. */
    String body(RequestHead head) throws IOException {
        long length = head.length();
        if (length >= 0) {
            return content(length);
        }
        long chunk = chunk();
        while (chunk > 0) {
            String ignored = content(chunk);
            ignored = until('\r', '\n');
            chunk = chunk();
        }
        // The trailers, if there are any, end with an empty line.
        String trailer = until('\r', '\n');
        while (trailer.length() > 2) {
            trailer = until('\r', '\n');
        }
        return "";
    }

    private long chunk() throws IOException {
        String line = until('\r', '\n').strip();
        int extension = line.indexOf(';');
        return Long.parseLong(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private String content(long length) throws IOException {
        if (length <= LONGEST_SHOWN) {
            while (end - at < length) {
                more();
            }
            String text = new String(buffer, at, (int) length, StandardCharsets.UTF_8);
            at += (int) length;
            return text;
        }
        long left = length;
        while (true) {
            int there = (int) Math.min(end - at, left);
            at += there;
            left -= there;
            if (left == 0) {
                return "";
            }
            more();
        }
    }

    /** Returns the text up to an ending and with it. */
    private String until(char... ending) throws IOException {
        int look = at;
        int found = 0;
        while (found < ending.length) {
            if (look == end) {
                int before = at;
                more();
                look -= before - at;
            }
            char next = (char) buffer[look++];
            found = next == ending[found] ? found + 1 : next == ending[0] ? 1 : 0;
        }
        String text = new String(buffer, at, look - at, StandardCharsets.ISO_8859_1);
        at = look;
        return text;
    }

    private void more() throws IOException {
        if (!fill()) {
            throw new EOFException();
        }
    }

    /** Reads on, after what has not been used yet; false at the end of the connection. */
    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = 0;
        } else if (end == buffer.length) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
        }
        if (end == buffer.length) {
            throw new IOException("a head of more than " + buffer.length + " bytes");
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read >= 0;
    }
}
