package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import java.nio.file.Path;
import java.util.Optional;

/** A file of a journal that was not brought to its end. Immutable and thread-safe. Implemented by Plinth only. */
public interface FailedUpload {

    /**
     * Returns the file in the journal's directory. It stays there.
     *
     * @return the file
     */
    Path file();

    /**
     * Returns the upload.
     *
     * @return the upload; empty if the file is none of this journal, or is incomplete
     */
    Optional<PendingUpload> upload();

    /**
     * Returns why it was not completed.
     *
     * @return what {@link ResumableUpload#run} threw; a {@link dev.plinth.core.LocalIOException} for a file that cannot be
     *     read as a journal's
     */
    PlinthException reason();
}
