package dev.plinth.storage;

/**
 * How much is done to make sure that the bytes that arrive are those that were sent. Lengths and completeness are always
 * checked. A digest costs processor time, and for an upload one more small request.
 */
public enum IntegrityCheck {
    /**
     * A digest is compared only where the connection does not already protect the bytes: over plain http from 1 MiB on,
     * where the length was not known, and where a download that broke off was resumed. Over https, TLS has checked every
     * byte. The default.
     */
    AUTO,
    /** A digest is always compared, where the server has one: the entity tag, if it is the MD5 of the content. */
    ALWAYS,
    /** No digest is compared. */
    NEVER
}
