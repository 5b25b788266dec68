package dev.plinth.storage.transfer;

/** What to do if the server no longer has a started upload, because it expired or was deleted. */
public enum LostUpload {
    /**
     * Starts the upload again from the first byte, at most three times in one run. The default. The source must be
     * readable from the beginning, which a stream is only until its second chunk is read.
     */
    RESTART,
    /** Fails with an {@link UploadLostException}. */
    FAIL
}
