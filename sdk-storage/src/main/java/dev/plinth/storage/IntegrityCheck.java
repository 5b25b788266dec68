package dev.plinth.storage;

/**
 * When a digest is compared to verify that the received bytes are the bytes that were sent. Lengths and completeness
 * are always checked. A digest costs processor time, and an upload needs one more small request for it.
 */
public enum IntegrityCheck {
    /**
     * Compares a digest only where the socket does not already protect the bytes: over plain http from 1 MiB, where the
     * length is not known, and where an interrupted download was resumed. Over https, TLS verifies every byte. The
     * default.
     */
    AUTO,
    /** Always compares a digest if the server has one, that is if the entity tag is the MD5 of the content. */
    ALWAYS,
    /** Never compares a digest. */
    NEVER
}
