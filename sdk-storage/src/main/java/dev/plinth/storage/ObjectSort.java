package dev.plinth.storage;

/** What objects can be sorted by. */
public enum ObjectSort {
    /** The key, byte by byte; how lists are sorted unless told otherwise. */
    NAME,
    /** When the object was created. */
    CREATED_AT,
    /** When the object was last replaced or changed. */
    UPDATED_AT,
    /** When the object was last read; one folder at a time only. */
    LAST_ACCESSED_AT
}
