package dev.plinth.storage.transfer;

/** How a directory transfer recognizes files that do not have to be transferred. */
public enum SyncComparison {
    /**
     * By the size, and by the MD5 if the object's ETag is one, for which the file is read. An ETag of the form {@code
     * …-N} is not an MD5: such an object is compared by {@link #MODIFICATION_TIME}.
     */
    ETAG,
    /**
     * By the size and the modification time: a file or object of the same size is transferred only if the source was
     * modified after the target. No file is read. Downloads set the file's modification time to the object's.
     */
    MODIFICATION_TIME
}
