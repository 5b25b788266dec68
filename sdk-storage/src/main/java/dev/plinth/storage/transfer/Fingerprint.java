package dev.plinth.storage.transfer;

/** How a journal checks that the file has not changed when another process continues an upload. */
public enum Fingerprint {
    /**
     * The file's length, its modification time, and the SHA-256 of up to 16 blocks of 64 KiB spread over the file. The
     * default.
     */
    SAMPLE,
    /** The file's length, its modification time, and the SHA-256 of all its bytes. Reads the whole file. */
    WHOLE
}
