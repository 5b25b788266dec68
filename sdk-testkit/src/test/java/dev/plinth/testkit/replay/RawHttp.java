package dev.plinth.testkit.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP over a plain socket: what is sent is what the test says, byte for byte. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 20_000;

    private RawHttp() {}

    /** An answer: status, headers in lower case, and the body, one character a byte. */
    public record Answer(int status, List<Map.Entry<String, String>> headers, String latin1) {
        public @Nullable String header(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }

        public String text() {
            return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    /** Sends one request on a connection of its own; a body adds its length unless a length or chunks are given. */
    public static Answer send(
            String origin, String method, String target, List<Map.Entry<String, String>> headers, byte[] body)
            throws IOException {
        try (Socket socket = open(origin)) {
            socket.getOutputStream().write(head(origin, method, target, headers, body));
            if (body != null) {
                socket.getOutputStream().write(isChunked(headers) ? chunked(body) : body);
            }
            socket.getOutputStream().flush();
            return read(socket.getInputStream(), method);
        }
    }

    public static Socket open(String origin) throws IOException {
        URI uri = URI.create(origin);
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    public static byte[] head(
            String origin, String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.getKey().equalsIgnoreCase("host"))) {
            head.append("Host: ").append(URI.create(origin).getAuthority()).append("\r\n");
        }
        boolean framed = false;
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            framed |= name.equals("content-length") || name.equals("transfer-encoding");
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (body != null && !framed) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isChunked(List<Map.Entry<String, String>> headers) {
        return headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase("transfer-encoding"));
    }

    /** The body in one chunk, unless it is framed already. */
    private static byte[] chunked(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        boolean framed = text.matches("(?s)[0-9a-fA-F]+\\r\\n.*");
        String whole = Integer.toHexString(body.length) + "\r\n" + text + "\r\n0\r\n\r\n";
        return framed ? body : whole.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads one answer. */
    public static Answer read(InputStream in, String method) throws IOException {
        String status = line(in);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        int code = Integer.parseInt(status.substring(9, 12));
        Answer head = new Answer(code, headers, "");
        if (code == 100) {
            return read(in, method);
        }
        return new Answer(code, headers, new String(body(in, method, head), StandardCharsets.ISO_8859_1));
    }

    private static byte[] body(InputStream in, String method, Answer head) throws IOException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if ("chunked".equals(head.header("transfer-encoding"))) {
            return chunks(in);
        }
        String length = head.header("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended within a line: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
