package dev.plinth.storage.transfer;

/** The status of a file or object in a directory transfer. */
public enum FileStatus {
    /** It was uploaded or downloaded; in a dry run, it would be. */
    TRANSFERRED,
    /**
     * It was not transferred, because the target has the same content, or not deleted, because the transfer was
     * incomplete.
     */
    SKIPPED,
    /** An extra file or object was deleted; in a dry run, it would be. */
    DELETED,
    /** It was not transferred or not deleted, because of an error. */
    FAILED,
    /** It was not transferred, because its name or kind cannot be stored by the target. */
    REFUSED
}
