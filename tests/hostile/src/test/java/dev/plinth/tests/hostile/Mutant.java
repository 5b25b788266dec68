package dev.plinth.tests.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A response as it goes over the wire. */
final class Mutant {

    private static final int SHOWN = 300;

    private final int status;
    private final List<String> headers;
    private final byte[] body;
    private final int missing;

    /**
     * Describes a response.
     *
     * @param headers the header lines, without a length
     * @param missing how many bytes the header promises that do not follow
     */
    Mutant(int status, List<String> headers, byte[] body, int missing) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.missing = missing;
    }

    byte[] wire() {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Answer\r\nConnection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (status != 204 && status != 304) {
            head.append("Content-Length: ").append(body.length + missing).append("\r\n");
        }
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (status != 204 && status != 304) {
            wire.writeBytes(body);
        }
        return wire.toByteArray();
    }

    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return status + " " + headers + " " + text.substring(0, Math.min(text.length(), SHOWN)) + " (" + body.length
                + " bytes, " + missing + " missing)";
    }
}
