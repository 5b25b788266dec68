package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.storage.StoredObject;
import java.util.concurrent.CompletableFuture;

/**
 * An upload in chunks by the TUS protocol ({@code /upload/resumable}) that continues where it was interrupted. After a
 * failure, the upload requests the server's offset and continues from there.
 *
 * <p>Thread-safe. One thread at a time may call {@link #run}; other threads may pause, resume or abort it. Implemented by Plinth
 * only.
 */
public interface ResumableUpload {

    /**
     * Returns the id of the bucket.
     *
     * @return the bucket's id
     */
    String bucket();

    /**
     * Returns the object's key.
     *
     * @return the key
     */
    String key();

    /**
     * Uploads the content, and returns when the object is stored and verified. May be called again after a failure, to
     * continue the upload. After a success it returns the same result.
     *
     * @return the stored object
     * @throws UploadInterruptedException if the attempts are exhausted; the upload can be continued
     * @throws UploadLostException if the server no longer has the upload, and the upload cannot be or must not be
     *     started again
     * @throws SourceChangedException if the source has changed since the upload was started
     * @throws UploadInUseException if another process is working on the same upload of the journal
     * @throws dev.plinth.core.ConflictException if the object exists and {@code upsert} is not set
     * @throws dev.plinth.core.PayloadTooLargeException if the content is larger than the bucket or the project allows
     * @throws dev.plinth.storage.IntegrityException if the stored object differs from the source
     * @throws dev.plinth.core.CallCancelledException if the upload was aborted, its future cancelled, its thread
     *     interrupted or its connection closed
     * @throws dev.plinth.core.UnsupportedByGatewayException through a control plane, which has no resumable uploads
     * @throws IllegalStateException if it is already running
     */
    StoredObject run();

    /**
     * Runs the upload on the connection's executor. Cancelling the future stops it. The server keeps the received
     * bytes, and {@link #run} continues from there.
     *
     * @return a future with the result or the exception of {@link #run}
     */
    CompletableFuture<StoredObject> start();

    /**
     * Pauses the upload: the request in flight is cancelled, and {@link #run} waits until {@link #resume} or {@link
     * #abort}. Does nothing if it is already paused. If it is called before {@link #run}, {@code run} waits at its
     * start.
     */
    void pause();

    /** Resumes a paused upload. Does nothing if it is not paused. */
    void resume();

    /**
     * Aborts the upload, and deletes it on the server together with its journal file. {@link #run} fails with a
     * {@link dev.plinth.core.CallCancelledException}. If a progress listener calls it, it returns
     * immediately.
     *
     * @return false if the object is already stored, and therefore not deleted
     */
    boolean abort();

    /**
     * Returns the progress of the upload.
     *
     * @return a snapshot
     */
    Progress progress();
}
