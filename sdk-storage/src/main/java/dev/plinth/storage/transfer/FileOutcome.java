package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import java.util.Optional;

/**
 * The outcome of a directory transfer for one file or object. Immutable and thread-safe. Implemented by Plinth only.
 */
public interface FileOutcome {

    /**
     * Returns the path relative to the directory and to the prefix, with slashes on every system. If a folder could not
     * be listed, the path is that of the folder and ends with a slash.
     *
     * @return the path
     */
    String path();

    /**
     * Returns the status.
     *
     * @return the status
     */
    FileStatus status();

    /**
     * Returns the size of the file or object.
     *
     * @return the size in bytes; 0 if it is not known
     */
    long size();

    /**
     * Returns why the file was skipped or refused, or the message of its error.
     *
     * @return a human-readable reason; empty if the file was transferred or deleted
     */
    Optional<String> reason();

    /**
     * Returns the error.
     *
     * @return the error; present if the status is {@link FileStatus#FAILED}
     */
    Optional<PlinthException> error();
}
