package dev.plinth.storage;

/** The properties by which buckets can be sorted. */
public enum BucketSort {
    /** The id. The default. */
    ID,
    /** The name. */
    NAME,
    /** The time of creation. */
    CREATED_AT,
    /** The time of the last update. The server does not set it by itself when a bucket is updated. */
    UPDATED_AT
}
