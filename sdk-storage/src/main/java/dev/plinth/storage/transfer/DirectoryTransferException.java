package dev.plinth.storage.transfer;

import dev.plinth.core.PlinthException;
import org.jspecify.annotations.Nullable;

/** Thrown when some files of a directory transfer were not transferred. All other files were transferred. */
public final class DirectoryTransferException extends PlinthException {

    private static final long serialVersionUID = 1L;

    // Transient: exceptions are serializable by inheritance, but results are not.
    private final transient DirectoryResult result;

    /**
     * Creates an exception.
     *
     * @param message which files were not transferred
     * @param result the report
     * @param cause the first file's error; null if none failed
     */
    public DirectoryTransferException(String message, DirectoryResult result, @Nullable PlinthException cause) {
        super(
                message,
                cause != null && cause.retryable(),
                "see result() for each file; run the transfer again to transfer only the missing files",
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
