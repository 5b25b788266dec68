package dev.plinth.storage.transfer;

import java.nio.file.Path;
import java.time.Instant;

/** An unfinished upload in a journal. Immutable and thread-safe. Implemented by Plinth only. */
public interface PendingUpload {

    /**
     * Returns the journal file of this upload.
     *
     * @return the file
     */
    Path file();

    /**
     * Returns the URL of the project.
     *
     * @return the URL
     */
    String projectUrl();

    /**
     * Returns the id of the bucket.
     *
     * @return the bucket's id
     */
    String bucket();

    /**
     * Returns the object's key.
     *
     * @return the key
     */
    String key();

    /**
     * Returns the file that is uploaded.
     *
     * @return the absolute path
     */
    Path source();

    /**
     * Returns how many bytes the server had acknowledged when the journal was last written. The server may have received more.
     *
     * @return the number of bytes
     */
    long offset();

    /**
     * Returns the size of the file.
     *
     * @return the number of bytes
     */
    long size();

    /**
     * Returns the time when the upload was started.
     *
     * @return the time, by the local clock
     */
    Instant startedAt();
}
