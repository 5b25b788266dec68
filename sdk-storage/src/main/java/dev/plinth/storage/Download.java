package dev.plinth.storage;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The open response of a download. Its body is streamed, so it occupies a socket until it is closed.
 * {@link #saveTo(Path)}, {@link #transferTo(OutputStream)} and {@link #readAllBytes(int)} close it. The body can be
 * read once.
 *
 * <p>Not thread-safe, but {@link #close()} may be called from any thread.
 */
public interface Download extends AutoCloseable {

    /**
     * Returns the body as a stream, to be read once. If a digest is compared ({@link DownloadOptions#verify}) and
     * differs, the last read throws {@link IntegrityException}.
     *
     * @return the stream; closing the download closes it
     */
    InputStream body();

    /** {@return the length in bytes of the object or of the requested range, if the server reported it} */
    OptionalLong length();

    /**
     * {@return the object's media type, if the server reported it; through a Studio always
     * {@code application/octet-stream}}
     */
    Optional<String> contentType();

    /** {@return the object's entity tag with its quotes, if the server reported it} */
    Optional<String> etag();

    /** {@return the value of {@code Cache-Control}, if the server reported it} */
    Optional<String> cacheControl();

    /** {@return when the object was last modified, in whole seconds, if the server reported it} */
    Optional<Instant> lastModified();

    /**
     * Saves the object to a file and closes this download. The content is written to a temporary file in the same
     * directory, which replaces the target when it is complete; if anything fails, the target is unchanged. An existing
     * file keeps its permissions, a symbolic link is followed, and a target that is not a regular file, such as a named
     * pipe, is written to directly.
     *
     * @param file the target; an existing file is replaced
     * @throws dev.plinth.core.TransportException if the transfer fails
     * @throws dev.plinth.core.LocalIOException if the file cannot be written
     * @throws IntegrityException if the received bytes differ from the object
     * @throws IllegalStateException if this download was already read
     */
    void saveTo(Path file);

    /**
     * Writes the object to a stream and closes this download.
     *
     * @param out the target; not closed
     * @return the number of bytes that were written
     * @throws dev.plinth.core.TransportException if the transfer fails
     * @throws dev.plinth.core.LocalIOException if the stream cannot be written
     * @throws IntegrityException if the received bytes differ from the object; they have been written by then
     * @throws IllegalStateException if this download was already read
     */
    long transferTo(OutputStream out);

    /**
     * Reads the whole object into memory and closes this download.
     *
     * @param maxBytes the maximum number of bytes that are accepted
     * @return the object's bytes
     * @throws dev.plinth.core.ResponseFormatException if the object is larger than {@code maxBytes}
     * @throws dev.plinth.core.TransportException if the transfer fails
     * @throws IntegrityException if the received bytes differ from the object
     * @throws IllegalStateException if this download was already read
     */
    byte[] readAllBytes(int maxBytes);

    /** Closes the response and releases its socket. The rest of the body is discarded. */
    @Override
    void close();
}
