package dev.plinth.testkit.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** A response: status, headers in order, and a body that is in memory or is written to the wire. */
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
    private final HttpFields.Mutable headers = HttpFields.build();
    private byte[] bytes = NOTHING;
    private @Nullable BodyWriter writer;
    private @Nullable Closeable closeable;
    private long length;

    private Reply(int status) {
        this.status = status;
    }

    /** A response without a body ({@code content-length: 0}, but for 204 and 304). */
    public static Reply of(int status) {
        return new Reply(status);
    }

    /** A response with its body in memory. */
    public static Reply of(int status, String contentType, byte[] body) {
        Reply reply = new Reply(status).header("content-type", contentType);
        reply.bytes = body;
        reply.length = body.length;
        return reply;
    }

    /** A response with a text. */
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

    /** Closes something when the response is sent, or cannot be. */
    public Reply onClose(Closeable resource) {
        closeable = resource;
        return this;
    }

    /** Puts something between the body and the wire. */
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

    /** Keeps only the first bytes of the body. */
    public Reply truncated(long most) {
        length = length < 0 ? most : Math.min(most, length);
        headers.remove(HttpHeader.CONTENT_LENGTH);
        return tap(new Tap.First(length));
    }

    /** Closes the source of the body. */
    public void discard() throws IOException {
        if (closeable != null) {
            closeable.close();
        }
    }

    /** Adds a header, also if there is one with this name. */
    public Reply header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /** Sets a header, and replaces others with this name. */
    public Reply set(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public HttpFields.Mutable headers() {
        return headers;
    }

    /** The first value of a header; null if there is none. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The body's length, or -1 when it is not known before it is written. */
    public long length() {
        return length;
    }

    /** The body, if it is in memory. */
    public byte[] bytes() {
        return bytes;
    }

    /** Writes the body, if it is not in memory. */
    public @Nullable BodyWriter writer() {
        return writer;
    }
}
