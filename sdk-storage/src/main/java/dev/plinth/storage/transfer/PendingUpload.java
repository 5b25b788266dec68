package dev.plinth.storage.transfer;

import java.nio.file.Path;
import java.time.Instant;

/** An upload in a journal that has not ended. Immutable and thread-safe. Implemented by Plinth only. */
public interface PendingUpload {

    /**
     * Returns the journal's file of this upload.
     *
     * @return the file
     */
    Path file();

    /**
     * Returns the URL of the project that it goes to.
     *
     * @return the URL
     */
    String projectUrl();

    /**
     * Returns the bucket.
     *
     * @return the bucket's id
     */
    String bucket();

    /**
     * Returns the object's name in the bucket.
     *
     * @return the key
     */
    String key();

    /**
     * Returns the file that is uploaded.
     *
     * @return the file, absolute
     */
    Path source();

    /**
     * Returns how many bytes the server had acknowledged when the journal was last written. It may have more.
     *
     * @return the number of bytes
     */
    long offset();

    /**
     * Returns the size of the whole.
     *
     * @return the number of bytes
     */
    long size();

    /**
     * Returns when the upload began.
     *
     * @return the time, by this machine's clock
     */
    Instant startedAt();
}
