package dev.plinth.storage.transfer;

import java.util.List;

/** The report of a directory transfer. Immutable and thread-safe. Implemented by Plinth only. */
public interface DirectoryResult {

    /**
     * Returns the outcome of each file and object, in the order in which they were finished.
     *
     * @return the outcomes, unmodifiable; with {@link DirectoryOptions#reportProblemsOnly} the failed and refused ones
     *     only
     */
    List<FileOutcome> outcomes();

    /**
     * Returns the outcomes with a status.
     *
     * @param status the status
     * @return the outcomes, unmodifiable; with {@link DirectoryOptions#reportProblemsOnly} the failed and refused ones only
     */
    List<FileOutcome> outcomes(FileStatus status);

    /**
     * Returns the number of files and objects with a status.
     *
     * @param status the status
     * @return the number, including files that are not in {@link #outcomes()}
     */
    long count(FileStatus status);

    /**
     * Returns the number of bytes in the transferred files.
     *
     * @return the number of bytes; in a dry run, of the files that would be transferred
     */
    long bytesTransferred();

    /**
     * Returns whether this is the report of a dry run, which changes nothing.
     *
     * @return true for a dry run
     */
    boolean dryRun();

    /**
     * Throws if a file failed. Refused files are not failures.
     *
     * @return this report
     * @throws DirectoryTransferException if a file or object failed
     */
    DirectoryResult throwIfFailed();

    /**
     * Throws if a file failed or was refused.
     *
     * @return this report
     * @throws DirectoryTransferException if a file or object failed or was refused
     */
    DirectoryResult throwIfIncomplete();
}
