package dev.plinth.tests.faults.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request or a response: its first line and its fields, each as it came. Immutable.
 *
 * @param firstLine the request line or the status line
 * @param fields the lines {@code name: value}
 */
public record Head(String firstLine, List<String> fields) {

    public Head {
        fields = List.copyOf(fields);
    }

    /** Reads a head; null if the stream ends before the first byte of it. */
    public static @Nullable Head read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        for (String line = line(in); ; line = line(in)) {
            if (line == null) {
                throw new EOFException("the head has no end");
            }
            if (line.isEmpty()) {
                return new Head(first, fields);
            }
            fields.add(line);
        }
    }

    /** Reads a line without its end; null if the stream ends before the first byte of it. */
    static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() == 0) {
                    return null;
                }
                throw new EOFException("a line has no end");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns the request's method. */
    public String method() {
        return firstLine.substring(0, firstLine.indexOf(' '));
    }

    /** Returns the request's target: path and query. */
    public String target() {
        return firstLine.split(" ", 3)[1];
    }

    /** Returns the response's status. */
    public int status() {
        return Integer.parseInt(firstLine.split(" ", 3)[1]);
    }

    /** Returns the first value of a field. */
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> named(field, name))
                .map(field -> field.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Returns the head with one field of that name, which has this value. */
    public Head with(String name, String value) {
        return without(name).plus(name, value);
    }

    /** Returns the head with one more field. */
    public Head plus(String name, String value) {
        List<String> more = new ArrayList<>(fields);
        more.add(name + ": " + value);
        return new Head(firstLine, more);
    }

    /** Returns the head without any field of that name. */
    public Head without(String name) {
        return new Head(
                firstLine, fields.stream().filter(field -> !named(field, name)).toList());
    }

    /** Returns the head as it goes on the wire, the empty line at its end included. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(firstLine).append("\r\n");
        fields.forEach(field -> text.append(field).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean named(String field, String name) {
        return field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
