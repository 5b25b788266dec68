package dev.plinth.testkit.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer: status, headers in order, and a body that is either small and at hand, or written piece by piece. */
public final class Reply {
    /** Writes a body that may be too large for memory. */
    @FunctionalInterface
    public interface BodyWriter {
        /** Writes all of the body. */
        void writeTo(OutputStream out) throws IOException;
    }

    private static final byte[] NOTHING = new byte[0];
    private static final String JSON_TYPE = "application/json; charset=utf-8";

    private final int status;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>(8);
    private byte[] bytes = NOTHING;
    private @Nullable BodyWriter writer;
    private @Nullable Closeable closeable;
    private long length;

    private Reply(int status) {
        this.status = status;
    }

    /** An answer without a body ({@code content-length: 0}, but for 204 and 304). */
    public static Reply of(int status) {
        return new Reply(status);
    }

    /** An answer whose body is at hand. */
    public static Reply of(int status, String contentType, byte[] body) {
        Reply reply = new Reply(status).header("content-type", contentType);
        reply.bytes = body;
        reply.length = body.length;
        return reply;
    }

    /** Plain text or whatever else the content type says. */
    public static Reply text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** JSON, compact, keys in the order in which they were put. */
    public static Reply json(int status, JsonNode body) {
        return of(status, JSON_TYPE, Json.bytes(body));
    }

    /** A body that is written to the wire; length -1 means chunked. */
    public static Reply stream(int status, String contentType, long length, BodyWriter writer) {
        Reply reply = new Reply(status).header("content-type", contentType);
        reply.writer = writer;
        reply.length = length;
        return reply;
    }

    /** Closes something when the answer is sent, or cannot be. */
    public Reply onClose(Closeable resource) {
        closeable = resource;
        return this;
    }

    /** The same answer with something between its body and the wire. */
    public Reply tap(Tap tap) {
        BodyWriter original = writer;
        byte[] whole = bytes;
        writer = out -> {
            try (OutputStream tapped = tap.out(out)) {
                if (original == null) {
                    tapped.write(whole);
                } else {
                    original.writeTo(tapped);
                }
            }
        };
        return this;
    }

    /** The same answer with the first bytes of its body alone. */
    public Reply truncated(long most) {
        long kept = length < 0 ? most : Math.min(most, length);
        tap(Tap.first(kept));
        length = kept;
        headers.removeIf(header -> header.getKey().equalsIgnoreCase("content-length"));
        return this;
    }

    /** Closes what the answer would have been written from. */
    public void discard() throws IOException {
        if (closeable != null) {
            closeable.close();
        }
    }

    /** Adds a header; a name may be given more than once. */
    public Reply header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** Puts a header, in place of others of that name. */
    public Reply set(String name, String value) {
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        return header(name, value);
    }

    public int status() {
        return status;
    }

    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /** The body's length, or -1 when it is not known before it is written. */
    public long length() {
        return length;
    }

    /** The body, when it is at hand. */
    public byte[] bytes() {
        return bytes;
    }

    /** Who writes the body, when it is not at hand. */
    public @Nullable BodyWriter writer() {
        return writer;
    }

    /** What is to be closed in the end. */
    public @Nullable Closeable closeable() {
        return closeable;
    }

    /** Whether the body is written piece by piece. */
    public boolean streamed() {
        return writer != null;
    }
}
