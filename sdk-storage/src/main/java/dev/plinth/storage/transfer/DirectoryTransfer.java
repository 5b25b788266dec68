package dev.plinth.storage.transfer;

import java.util.concurrent.CompletableFuture;

/**
 * A transfer of a directory's files to or from a bucket. Files that the target already has are skipped, so another run
 * completes an interrupted one.
 *
 * <p>Thread-safe. One thread at a time may call {@link #run}. Implemented by Plinth only.
 */
public interface DirectoryTransfer {

    /**
     * Transfers the files. A failed file does not stop the others: check the report, or call {@link
     * DirectoryResult#throwIfFailed}. May be called again.
     *
     * @return the report
     * @throws dev.plinth.core.LocalIOException if the directory cannot be read, or cannot be created for a download
     * @throws dev.plinth.core.PlinthException if the top folder cannot be listed
     * @throws dev.plinth.core.CallCancelledException if the transfer was aborted, its future cancelled, its thread
     *     interrupted or its connection closed
     * @throws IllegalStateException if it is already running
     */
    DirectoryResult run();

    /**
     * Runs the transfer on the connection's executor. Cancelling the future stops it.
     *
     * @return a future with the result or the exception of {@link #run}
     */
    CompletableFuture<DirectoryResult> start();

    /**
     * Aborts the transfer: {@link #run} fails with a {@link dev.plinth.core.CallCancelledException}. Files that were
     * already transferred are kept. Does not wait, and may be called by a listener.
     */
    void abort();

    /**
     * Returns the progress of the transfer.
     *
     * @return a snapshot
     */
    DirectoryProgress progress();
}
