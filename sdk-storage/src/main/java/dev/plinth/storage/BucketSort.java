package dev.plinth.storage;

/** What buckets can be sorted by. */
public enum BucketSort {
    /** The id; how lists are sorted unless told otherwise. */
    ID,
    /** The name. */
    NAME,
    /** When the bucket was created. */
    CREATED_AT,
    /** When the bucket was changed; the server never moves that time by itself. */
    UPDATED_AT
}
