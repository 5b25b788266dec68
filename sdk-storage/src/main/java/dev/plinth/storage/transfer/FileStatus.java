package dev.plinth.storage.transfer;

/** What a directory transfer did with a file or object. */
public enum FileStatus {
    /** Uploaded or downloaded; in a dry run: would be. */
    TRANSFERRED,
    /** Not transferred, because the target has the same content, or not deleted, because the transfer was incomplete. */
    SKIPPED,
    /** An extra file or object, deleted; in a dry run: would be. */
    DELETED,
    /** Not transferred or not deleted, because of an error. */
    FAILED,
    /** Not transferred, because its name or kind does not allow it. */
    REFUSED
}
