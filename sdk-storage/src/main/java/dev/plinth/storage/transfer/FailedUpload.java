package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import java.nio.file.Path;
import java.util.Optional;

/** A journal file whose upload was not completed. Immutable and thread-safe. Implemented by Plinth only. */
public interface FailedUpload {

    /**
     * Returns the file in the journal's directory. It is not deleted.
     *
     * @return the file
     */
    Path file();

    /**
     * Returns the upload.
     *
     * @return the upload; empty if the file is not a journal file, or is incomplete
     */
    Optional<PendingUpload> upload();

    /**
     * Returns the reason why the upload was not completed.
     *
     * @return the exception that {@link ResumableUpload#run} threw; a {@link dev.plinth.core.LocalIOException} for a file that cannot be
     *     read as a journal file
     */
    PlinthException reason();
}
