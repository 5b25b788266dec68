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
 * Bytes to send: a file, an array, a text, a stream. Knows how long it is, if that can be known, and whether it can be
 * sent again.
 *
 * <p>Contents made here are thread-safe, but a stream can be sent only once.
 */
public interface Content {

    /**
     * Returns a file's content. The file is opened anew for each attempt, and must not change meanwhile.
     *
     * @param file the file
     * @return the content, repeatable
     * @throws LocalIOException if there is no such regular file, or it cannot be read
     */
    static Content ofFile(Path file) {
        return FileContent.of(file);
    }

    /**
     * Returns the bytes of an array, which is copied.
     *
     * @param bytes the bytes
     * @return the content, repeatable
     */
    static Content ofBytes(byte[] bytes) {
        Arguments.required(bytes, "bytes");
        return new BytesContent(bytes.clone(), null);
    }

    /**
     * Returns a text in UTF-8.
     *
     * @param text the text
     * @return the content, repeatable, of type {@code text/plain; charset=utf-8}
     */
    static Content ofString(String text) {
        Arguments.required(text, "text");
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /**
     * Returns what a stream gives, as long as it lasts. It is read once, and then closed; an upload keeps what it may have
     * to send again.
     *
     * @param stream the stream
     * @return the content, to be sent once
     */
    static Content ofStream(InputStream stream) {
        return new StreamContent(stream, -1);
    }

    /**
     * Returns what a stream of known length gives. It is read once, and then closed; an upload keeps what it may have to
     * send again.
     *
     * @param stream the stream
     * @param length how many bytes it gives; sending fails if it gives another number
     * @return the content, to be sent once
     * @throws IllegalArgumentException if the length is negative
     */
    static Content ofStream(InputStream stream, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("length is negative: " + length);
        }
        return new StreamContent(stream, length);
    }

    /**
     * Returns how many bytes there are.
     *
     * @return the length; empty if it is not known
     */
    OptionalLong length();

    /**
     * Tells whether the bytes can be sent again.
     *
     * @return true if {@link #writeTo} may be called more than once
     */
    boolean repeatable();

    /**
     * Writes all the bytes. Called once for each attempt.
     *
     * @param out takes the bytes; not closed
     * @throws IOException if reading the source or writing fails
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * Returns the media type that the source itself suggests.
     *
     * @return a media type, if there is one
     */
    default Optional<String> contentType() {
        return Optional.empty();
    }
}
