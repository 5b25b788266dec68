package dev.plinth.testkit.internal.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a form one after the other, without holding more of them than a buffer. */
public final class MultipartReader {
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename\\*?=");
    private static final int BUFFER = 64 * 1024;

    /** A part's head: its field name, whether it is a file, its media type without parameters. */
    public record Part(String name, boolean file, @Nullable String contentType) {}

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    public MultipartReader(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // the first delimiter may stand at the very beginning, without the line end that belongs to it
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** Skips the rest of the part at hand and reads the head of the next one; empty after the last. */
    public Optional<Part> next() throws IOException {
        content().transferTo(java.io.OutputStream.nullOutputStream());
        start += delimiter.length;
        if (line().startsWith("--")) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.put(name, line.substring(colon + 1).strip());
            }
        }
        String disposition = headers.getOrDefault("content-disposition", "");
        Matcher name = NAME.matcher(disposition);
        return Optional.of(new Part(
                name.find() ? name.group(1) : "",
                FILE_NAME.matcher(disposition).find(),
                mediaType(headers.get("content-type"))));
    }

    /** The type in lower case, without parameters and spaces, as the server's parser reads it; null when none is left. */
    private static @Nullable String mediaType(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int semicolon = header.indexOf(';');
        String type = (semicolon < 0 ? header : header.substring(0, semicolon)).replaceAll("[ \t]", "");
        return type.isEmpty() ? null : type.toLowerCase(Locale.ROOT);
    }

    /** The content of the part at hand; ends where the part does. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return readContent(into, offset, length);
            }
        };
    }

    private int readContent(byte[] into, int offset, int length) throws IOException {
        while (true) {
            int at = indexOfDelimiter();
            int ready = at >= 0 ? at - start : end - start - delimiter.length + 1;
            if (ready > 0) {
                int count = Math.min(length, ready);
                System.arraycopy(buffer, start, into, offset, count);
                start += count;
                return count;
            }
            if (at >= 0) {
                return -1;
            }
            fill();
        }
    }

    private String line() throws IOException {
        while (true) {
            for (int i = start; i + 1 < end; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                    String line = new String(buffer, start, i - start, StandardCharsets.UTF_8);
                    start = i + 2;
                    return line;
                }
                if (i == start + 1 && buffer[start] == '-' && buffer[i] == '-') {
                    return "--";
                }
            }
            fill();
        }
    }

    private int indexOfDelimiter() {
        for (int i = start; i + delimiter.length <= end; i++) {
            if (buffer[i] == '\r' && matches(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int count = end == buffer.length ? -1 : in.read(buffer, end, buffer.length - end);
        StorageError.INVALID_REQUEST.throwIf(count < 0, "Unexpected end of multipart data");
        end += count;
    }
}
