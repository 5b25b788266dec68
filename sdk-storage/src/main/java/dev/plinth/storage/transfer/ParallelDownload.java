package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.storage.ObjectInfo;
import java.util.concurrent.CompletableFuture;

/**
 * Downloads one object in parts, several at the same time, into a temporary file. The target file is replaced when the
 * download is complete, and is unchanged until then. An interrupted part is continued at its offset. The ETags of all
 * parts are compared: if the object is replaced during the download, the download starts again.
 *
 * <p>Thread-safe. One thread at a time may call {@link #run}; other threads may pause, resume or abort it. Implemented
 * by Plinth only.
 */
public interface ParallelDownload {

    /**
     * Downloads the object, and returns when the file is complete and verified.
     *
     * @return the metadata of the downloaded object
     * @throws dev.plinth.core.NotFoundException if the object does not exist, or the credential must not read it
     * @throws dev.plinth.core.TransportException if the attempts for a part are exhausted
     * @throws dev.plinth.core.LocalIOException if the file cannot be written
     * @throws SourceChangedException if the object was replaced more than three times during the download
     * @throws dev.plinth.storage.IntegrityException if the downloaded bytes differ from the object
     * @throws dev.plinth.core.CallCancelledException if the download was aborted, its future cancelled, its thread
     *     interrupted or its connection closed
     * @throws IllegalStateException if it is already running
     */
    ObjectInfo run();

    /**
     * Runs the download on the connection's executor. Cancelling the future stops it.
     *
     * @return a future with the result or the exception of {@link #run}
     */
    CompletableFuture<ObjectInfo> start();

    /** Pauses the download: requests in flight are cancelled, and {@link #run} waits for {@link #resume} or {@link #abort}. */
    void pause();

    /** Resumes a paused download. Does nothing if it is not paused. */
    void resume();

    /** Aborts the download: {@link #run} fails with a {@link dev.plinth.core.CallCancelledException}. */
    void abort();

    /**
     * Returns the progress of the download.
     *
     * @return a snapshot
     */
    Progress progress();
}
