package dev.plinth.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** An object on its way here. Holds a connection until it is closed. Not thread-safe, but may be closed by any thread. */
public interface Download extends AutoCloseable {

    /**
     * Returns the bytes as they arrive, to be read once.
     *
     * @return the bytes; closing the download closes them
     */
    InputStream body();

    /**
     * Returns the object's size.
     *
     * @return bytes, if the server told it
     */
    OptionalLong length();

    /**
     * Returns the object's media type.
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
     * Writes the object to a file: beside it at first, and under its name once it is complete.
     *
     * @param file the file; replaced if it is there
     * @throws dev.plinth.core.TransportException if the download breaks off, or the file cannot be written
     */
    void to(Path file);

    /** Gives the connection back. */
    @Override
    void close();
}
