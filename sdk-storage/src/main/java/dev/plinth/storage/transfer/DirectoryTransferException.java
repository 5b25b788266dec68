package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** Some files of a directory transfer were not transferred. The others were. */
public final class DirectoryTransferException extends PlinthException {

    private static final long serialVersionUID = 1L;

    // Transient: exceptions are serializable by inheritance, but results are not.
    private final transient DirectoryResult result;

    /**
     * Creates an exception.
     *
     * @param message what was not transferred
     * @param result the report
     * @param cause the first file's error; null if none failed
     */
    public DirectoryTransferException(String message, DirectoryResult result, @Nullable PlinthException cause) {
        super(
                message,
                cause != null && cause.retryable(),
                "see result() for each file; a further run transfers only what is missing",
                cause);
        this.result = result;
    }

    /**
     * Returns the report.
     *
     * @return the report of the whole transfer
     */
    public DirectoryResult result() {
        return result;
    }
}
