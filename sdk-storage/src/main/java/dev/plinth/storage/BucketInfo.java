package dev.plinth.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket, as the server describes it. Immutable and thread-safe. Made by Plinth only. */
public interface BucketInfo {

    /**
     * Returns the bucket's id, by which it is called.
     *
     * @return the id
     */
    String id();

    /**
     * Returns the bucket's name, mostly the same as its id.
     *
     * @return the name
     */
    String name();

    /**
     * Returns who created the bucket.
     *
     * @return a user's id; empty if it was the project itself
     */
    Optional<String> owner();

    /**
     * Returns the bucket's kind.
     *
     * @return {@code STANDARD}, mostly; only lists tell it
     */
    Optional<String> type();

    /**
     * Tells whether everybody may read the bucket's objects.
     *
     * @return true for a public bucket
     */
    boolean isPublic();

    /**
     * Returns the largest object that the bucket takes.
     *
     * @return bytes; empty if only the project's limit counts
     */
    Optional<Long> fileSizeLimit();

    /**
     * Returns the media types that the bucket takes.
     *
     * @return media types and patterns; empty if it takes all
     */
    List<String> allowedMimeTypes();

    /**
     * Returns when the bucket was created.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> createdAt();

    /**
     * Returns when the bucket was changed, as far as the server keeps that.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> updatedAt();

    /**
     * Returns what else the server sent, which this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable
     */
    Map<String, Object> unknownFields();
}
