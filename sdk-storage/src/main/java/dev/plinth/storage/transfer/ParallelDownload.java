package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.storage.ObjectInfo;
import java.util.concurrent.CompletableFuture;

/**
 * A download of one object in parts, several at the same time, each into its place of a file. The file gets its name when
 * it is complete; until then it is as it was. A part that breaks off is continued where it was. All parts are of the same
 * object: their entity tags are compared, and if the object is replaced meanwhile, the download starts again.
 *
 * <p>Thread-safe. One thread at a time can {@link #run}; any other may pause, resume or abort it. Implemented by Plinth
 * only.
 */
public interface ParallelDownload {

    /**
     * Downloads, and returns when the file is complete and verified.
     *
     * @return the object that was downloaded
     * @throws dev.plinth.core.NotFoundException if there is no such object, or this credential may not read it
     * @throws dev.plinth.core.TransportException if a part broke off too often
     * @throws dev.plinth.core.LocalIOException if the file cannot be written
     * @throws SourceChangedException if the object was replaced again and again
     * @throws dev.plinth.storage.IntegrityException if other bytes came than the object has
     * @throws dev.plinth.core.CallCancelledException if the download was aborted, its future cancelled, its thread
     *     interrupted or its connection closed
     * @throws IllegalStateException if it is running already
     */
    ObjectInfo run();

    /**
     * Runs the download on the connection's executor. Cancelling the future stops it.
     *
     * @return the future of what {@link #run} returns or throws
     */
    CompletableFuture<ObjectInfo> start();

    /** Pauses the download: requests in flight are ended, and {@link #run} waits for {@link #resume} or {@link #abort}. */
    void pause();

    /** Lets a paused download go on where it was. Does nothing if it is not paused. */
    void resume();

    /** Ends the download; {@link #run} fails with a {@link dev.plinth.core.CallCancelledException}. */
    void abort();

    /**
     * Returns how far the download is.
     *
     * @return a snapshot
     */
    Progress progress();
}
