package dev.plinth.storage.transfer;

/** What to do when the server no longer has an upload that was begun: it expired, or was deleted there. */
public enum LostUpload {
    /**
     * Starts the upload again from the first byte, at most three times in one run. The default. The source must be
     * readable from its beginning: of a stream, that is so until its second chunk.
     */
    RESTART,
    /** Fails with an {@link UploadLostException}. */
    FAIL
}
