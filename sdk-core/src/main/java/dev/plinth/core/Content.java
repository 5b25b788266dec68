package dev.plinth.core;

import dev.plinth.core.internal.content.BytesContent;
import dev.plinth.core.internal.content.FileContent;
import dev.plinth.core.internal.content.StreamContent;
import dev.plinth.core.internal.text.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of a request body: a file, an array, a string or a stream. Reports its length if it is known, and whether
 * it can be sent more than once.
 *
 * <p>The contents that the methods of this interface return are thread-safe, but a stream can be sent only once.
 */
public interface Content {

    /**
     * Returns the content of a file. The file is opened again for each attempt, and must not change until the call has
     * finished.
     *
     * @param file the file
     * @return the content, repeatable
     * @throws LocalIOException if the path is not a regular file, or if it cannot be read
     */
    static Content ofFile(Path file) {
        return FileContent.of(file);
    }

    /**
     * Returns a copy of a byte array as content.
     *
     * @param bytes the bytes
     * @return the content, repeatable
     */
    static Content ofBytes(byte[] bytes) {
        Arguments.required(bytes, "bytes");
        return new BytesContent(bytes.clone(), null);
    }

    /**
     * Returns a string as content, encoded in UTF-8.
     *
     * @param text the string
     * @return the content, repeatable, with the content type {@code text/plain; charset=utf-8}
     */
    static Content ofString(String text) {
        Arguments.required(text, "text");
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /**
     * Returns the bytes of a stream of unknown length as content. The stream is read once, to its end, and then closed.
     * An upload buffers what it may have to send again.
     *
     * @param stream the stream
     * @return the content, not repeatable
     */
    static Content ofStream(InputStream stream) {
        return new StreamContent(stream, -1);
    }

    /**
     * Returns the bytes of a stream of known length as content. The stream is read once and then closed. An upload
     * buffers what it may have to send again.
     *
     * @param stream the stream
     * @param length the stream's length in bytes; the call fails with {@link LocalIOException} if the stream is shorter
     *     or longer
     * @return the content, not repeatable
     * @throws IllegalArgumentException if the length is negative
     */
    static Content ofStream(InputStream stream, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("length is negative: " + length);
        }
        return new StreamContent(stream, length);
    }

    /** {@return the length in bytes; empty if it is not known} */
    OptionalLong length();

    /**
     * Returns whether the content can be sent more than once.
     *
     * @return true if {@link #writeTo} may be called more than once
     */
    boolean repeatable();

    /**
     * Writes all bytes. Called once for each attempt.
     *
     * @param out the stream to write to; must not be closed
     * @throws IOException if reading the source or writing fails
     */
    void writeTo(OutputStream out) throws IOException;

    /** {@return the media type of the content, if it has one} By default empty. */
    default Optional<String> contentType() {
        return Optional.empty();
    }
}
