package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.storage.StoredObject;
import java.util.concurrent.CompletableFuture;

/**
 * An upload in chunks by the TUS protocol ({@code /upload/resumable}), which is continued where it broke off. After
 * anything unexpected the server is asked how many bytes it has, and the upload goes on from there.
 *
 * <p>Thread-safe. One thread at a time can {@link #run}; any other may pause, resume or abort it. Implemented by Plinth
 * only.
 */
public interface ResumableUpload {

    /**
     * Returns the bucket.
     *
     * @return the bucket's id
     */
    String bucket();

    /**
     * Returns the object's name in the bucket.
     *
     * @return the key
     */
    String key();

    /**
     * Uploads, and returns when the object is stored and verified. Can be called again after a failure: the upload goes on
     * where it was. After a success it returns the same result.
     *
     * @return the stored object
     * @throws UploadInterruptedException if the server or the network failed too often; can be continued
     * @throws UploadLostException if the server no longer has the upload, and it cannot or must not start again
     * @throws SourceChangedException if the source is not what it was when the upload began
     * @throws UploadInUseException if another process works on the same upload of the journal
     * @throws dev.plinth.core.ConflictException if the object exists and is not to be replaced
     * @throws dev.plinth.core.PayloadTooLargeException if the content is larger than the bucket or the project allows
     * @throws dev.plinth.storage.IntegrityException if other bytes are stored than the source has
     * @throws dev.plinth.core.CallCancelledException if the upload was aborted, its future cancelled, its thread
     *     interrupted or its connection closed
     * @throws dev.plinth.core.UnsupportedByGatewayException through a control plane, which has no resumable uploads
     * @throws IllegalStateException if it is running already
     */
    StoredObject run();

    /**
     * Runs the upload on the connection's executor. Cancelling the future stops it; what the server has stays there, and
     * {@link #run} goes on from it.
     *
     * @return the future of what {@link #run} returns or throws
     */
    CompletableFuture<StoredObject> start();

    /**
     * Pauses the upload: the request in flight is ended, and {@link #run} waits until {@link #resume} or {@link #abort}.
     * Does nothing if it is paused already. Paused before it runs, it begins by waiting.
     */
    void pause();

    /** Lets a paused upload go on. Does nothing if it is not paused. */
    void resume();

    /**
     * Ends the upload and deletes what the server has of it, and its journal file; {@link #run} fails with a
     * {@link dev.plinth.core.CallCancelledException}. Called by a progress listener, it returns at once.
     *
     * @return false if the object is already stored; then it stays
     */
    boolean abort();

    /**
     * Returns how far the upload is.
     *
     * @return a snapshot
     */
    Progress progress();
}
