package dev.plinth.tests.faults.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The chunked transfer coding. */
final class Chunks {

    private static final int SIZE = 16 * 1024;

    private Chunks() {}

    static byte[] encode(byte[] plain) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int at = 0; at < plain.length; at += SIZE) {
            int size = Math.min(SIZE, plain.length - at);
            raw.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
            raw.write(plain, at, size);
            raw.writeBytes(ascii("\r\n"));
        }
        raw.writeBytes(ascii("0\r\n\r\n"));
        return raw.toByteArray();
    }

    static byte[] decode(byte[] raw) {
        ByteArrayInputStream in = new ByteArrayInputStream(raw);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try {
            for (String size = Head.line(in); size != null && !size.equals("0"); size = Head.line(in)) {
                plain.writeBytes(in.readNBytes(Integer.parseInt(size, 16)));
                Head.line(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plain.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
