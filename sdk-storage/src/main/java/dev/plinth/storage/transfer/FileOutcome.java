package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import java.util.Optional;

/** What a directory transfer did with one file or object. Immutable and thread-safe. Implemented by Plinth only. */
public interface FileOutcome {

    /**
     * Returns the path relative to the directory and to the prefix, with slashes on every system. A path that ends with a
     * slash is a folder that could not be listed.
     *
     * @return the path
     */
    String path();

    /**
     * Returns what was done.
     *
     * @return the status
     */
    FileStatus status();

    /**
     * Returns the number of bytes of the file or object that was transferred, or was to be.
     *
     * @return the size in bytes; 0 if it is not known
     */
    long size();

    /**
     * Returns why the file was skipped or refused, or the message of its error.
     *
     * @return the reason, for people; empty if it was transferred or deleted
     */
    Optional<String> reason();

    /**
     * Returns the error.
     *
     * @return the error; present if the status is {@link FileStatus#FAILED}
     */
    Optional<PlinthException> error();
}
