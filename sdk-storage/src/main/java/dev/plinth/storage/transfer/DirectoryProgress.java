package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import java.util.OptionalLong;

/**
 * A snapshot of a directory transfer's progress. {@link #transferred} and {@link #total} count the bytes of the files
 * that have to be transferred; the total is known when all folders are listed, and decreases when files are found to be
 * equal. Immutable and thread-safe. Implemented by Plinth only.
 */
public interface DirectoryProgress extends Progress {

    /**
     * Returns the number of finished files: transferred, skipped or failed.
     *
     * @return the number of files
     */
    long files();

    /**
     * Returns the total number of files.
     *
     * @return the number; empty until all folders are listed
     */
    OptionalLong totalFiles();
}
