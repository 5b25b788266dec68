package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.BlockInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a form one after the other; only a buffer of them is held in memory. */
public final class MultipartReader {
    private static final int BUFFER = 64 * 1024;
    private static final int MAX_FIELD = 1 << 20;

    /** The headers of a part: its field name, whether it is a file, its media type without parameters. */
    public record Part(String name, boolean file, @Nullable String contentType) {}

    private final InputStream in;
    private final MultiPart.Parser parser;
    private final byte[] buffer = new byte[BUFFER];

    /** What was parsed and not read yet: a {@link Part}, followed by its content as {@link ByteBuffer}s. */
    private final Deque<Object> parsed = new ArrayDeque<>();

    private boolean complete;
    private boolean failed;

    /** Creates a reader of a body; the boundary is in the content type. */
    public MultipartReader(String contentType, InputStream in) {
        this.in = in;
        String boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null) {
            throw StorageError.INVALID_REQUEST.with("Multipart: Boundary not found");
        }
        this.parser = new MultiPart.Parser(boundary, new Parts());
    }

    /** Whether a content type is that of a form with parts. */
    public static boolean isForm(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** Skips the rest of the current part and reads the headers of the next one; empty after the last. */
    public Optional<Part> next() throws IOException {
        while (fill()) {
            if (parsed.remove() instanceof Part part) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** Reads fields up to the next file; what is longer than 1 MiB is cut off, as the server's parser does. */
    public Optional<Part> nextFile(Map<String, String> fields, int maxFields) throws IOException {
        Optional<Part> part = next();
        while (part.isPresent() && !part.get().file()) {
            StorageError.INVALID_REQUEST.throwIf(
                    fields.size() == maxFields, "Request stream closed before upload could begin");
            fields.put(part.get().name(), new String(content().readNBytes(MAX_FIELD), StandardCharsets.UTF_8));
            part = next();
        }
        return part;
    }

    /** The content of the current part. */
    public InputStream content() {
        return new BlockInput(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (!fill() || !(parsed.element() instanceof ByteBuffer piece)) {
                    return -1;
                }
                int count = Math.min(length, piece.remaining());
                piece.get(into, offset, count);
                if (!piece.hasRemaining()) {
                    parsed.remove();
                }
                return count;
            }
        };
    }

    /** Reads until something was parsed; false at the end of the form. */
    private boolean fill() throws IOException {
        while (parsed.isEmpty() && !complete) {
            int count = in.read(buffer);
            parser.parse(count < 0 ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(buffer, 0, count), false));
            StorageError.INVALID_REQUEST.throwIf(failed, "Unexpected end of multipart data");
        }
        return !parsed.isEmpty();
    }

    private final class Parts extends MultiPart.AbstractPartsListener {
        private @Nullable String contentType;

        @Override
        public void onPartBegin() {
            contentType = null;
        }

        @Override
        public void onPartHeader(String name, String value) {
            super.onPartHeader(name, value);
            if (name.equalsIgnoreCase("content-type")) {
                contentType = mediaType(value);
            }
        }

        @Override
        public void onPartHeaders() {
            @Nullable String name = getName();
            parsed.add(new Part(name == null ? "" : name, getFileName() != null, contentType));
        }

        @Override
        public void onPartContent(Content.Chunk chunk) {
            if (chunk.hasRemaining()) {
                parsed.add(chunk.getByteBuffer().slice());
            }
        }

        @Override
        public void onPart(String name, String fileName, HttpFields headers) {}

        @Override
        public void onComplete() {
            complete = true;
        }

        @Override
        public void onFailure(Throwable failure) {
            failed = true;
        }

        /** In lower case, without parameters and spaces, as the server's parser reads it; null when none is left. */
        private static @Nullable String mediaType(String header) {
            String type = header.split(";", 2)[0].replaceAll("[ \t]", "");
            return type.isEmpty() ? null : type.toLowerCase(Locale.ROOT);
        }
    }
}
