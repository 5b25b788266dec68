package dev.plinth.storage;

/** The properties by which objects can be sorted. */
public enum ObjectSort {
    /** The key, compared byte by byte. The default. */
    NAME,
    /** The time of creation. */
    CREATED_AT,
    /** The time of the last modification. */
    UPDATED_AT,
    /** The time of the last read access. Not available for recursive lists. */
    LAST_ACCESSED_AT
}
