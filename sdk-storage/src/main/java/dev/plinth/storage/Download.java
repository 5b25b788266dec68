package dev.plinth.storage;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object on its way here. Holds a connection until it is closed; {@link #saveTo(Path)}, {@link #transferTo(OutputStream)} and
 * {@link #readAllBytes} close it.
 *
 * <p>Not thread-safe, but may be closed by any thread.
 */
public interface Download extends AutoCloseable {

    /**
     * Returns the bytes as they arrive, to be read once. Where the entity tag is the MD5 of the content, the last read
     * throws {@link IntegrityException} if other bytes came.
     *
     * @return the bytes; closing the download closes them
     */
    InputStream body();

    /**
     * Returns how many bytes come.
     *
     * @return the size of the object or of the part that was asked for, if the server told it
     */
    OptionalLong length();

    /**
     * Returns the object's media type. A Studio always says {@code application/octet-stream}.
     *
     * @return the media type, if the server told it
     */
    Optional<String> contentType();

    /**
     * Returns the object's entity tag.
     *
     * @return the tag with its quotes, if the server told it
     */
    Optional<String> etag();

    /**
     * Returns what caches are told of the object.
     *
     * @return the value of {@code Cache-Control}, if the server told it
     */
    Optional<String> cacheControl();

    /**
     * Returns when the object was last replaced or changed.
     *
     * @return the time, in whole seconds, if the server told it
     */
    Optional<Instant> lastModified();

    /**
     * Writes the object to a file: beside it at first, and under its name once it is complete. If anything goes wrong,
     * the file is as it was.
     *
     * @param file the file; replaced if it is there
     * @throws dev.plinth.core.TransportException if the download breaks off, or the file cannot be written
     * @throws IntegrityException if other bytes came than the server has
     */
    void saveTo(Path file);

    /**
     * Writes the object to a stream.
     *
     * @param out takes the bytes; not closed
     * @return how many bytes were written
     * @throws dev.plinth.core.TransportException if the download breaks off, or the stream cannot be written
     * @throws IntegrityException if other bytes came than the server has; they are written by then
     */
    long transferTo(OutputStream out);

    /**
     * Reads the object into memory.
     *
     * @param atMost how many bytes are taken at most
     * @return the bytes
     * @throws dev.plinth.core.ResponseFormatException if there are more
     * @throws dev.plinth.core.TransportException if the download breaks off
     * @throws IntegrityException if other bytes came than the server has
     */
    byte[] readAllBytes(int atMost);

    /** Gives the connection back. */
    @Override
    void close();
}
