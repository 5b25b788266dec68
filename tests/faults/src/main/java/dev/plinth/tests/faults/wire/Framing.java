package dev.plinth.tests.faults.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where a body ends: at a length, after the last chunk, or with the connection. */
public final class Framing {

    private static final long CHUNKED = -1;
    private static final long UNTIL_CLOSE = -2;

    private final long length;

    private Framing(long length) {
        this.length = length;
    }

    /** Returns how the body of a request is framed. */
    public static Framing ofRequest(Head head) {
        return new Framing(chunked(head) ? CHUNKED : declared(head, 0));
    }

    /** Returns how the body of the response to a request is framed. */
    public static Framing ofResponse(Head head, String method) {
        int status = head.status();
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return new Framing(0);
        }
        return new Framing(chunked(head) ? CHUNKED : declared(head, UNTIL_CLOSE));
    }

    /** Tells whether there certainly is no body. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Tells whether the body comes in chunks. */
    public boolean isChunked() {
        return length == CHUNKED;
    }

    /** Returns the declared length; -1 or less if none is declared. */
    public long length() {
        return length;
    }

    /** Reads a body as it is on the wire, frames of chunks included, but no more than a number of bytes of it. */
    public byte[] read(InputStream in, int most) throws IOException {
        if (length == CHUNKED) {
            return chunks(in, most);
        }
        if (length == UNTIL_CLOSE) {
            return in.readNBytes(most);
        }
        int wanted = (int) Math.min(length, most);
        byte[] body = in.readNBytes(wanted);
        if (body.length < wanted) {
            throw new EOFException("the body ends after " + body.length + " of " + wanted + " bytes");
        }
        return body;
    }

    private static byte[] chunks(InputStream in, int most) throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        boolean last = false;
        while (!last && raw.size() < most) {
            String size = line(in, raw);
            int data = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            last = data == 0;
            raw.write(in.readNBytes(Math.min(data, Math.max(0, most - raw.size()))));
            if (raw.size() < most) {
                // Of the last chunk this is the end of the trailers: clients send none.
                line(in, raw);
            }
        }
        byte[] bytes = raw.toByteArray();
        return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static String line(InputStream in, ByteArrayOutputStream raw) throws IOException {
        String line = Head.line(in);
        if (line == null) {
            throw new EOFException("a chunk is missing");
        }
        raw.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return line;
    }

    private static boolean chunked(Head head) {
        return head.field("Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent();
    }

    private static long declared(Head head, long otherwise) {
        return head.field("Content-Length").map(Long::parseLong).orElse(otherwise);
    }
}
