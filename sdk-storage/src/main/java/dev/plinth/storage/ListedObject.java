package dev.plinth.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of a list of objects: an object, or a folder. A folder is no thing of its own; it is there as long as objects
 * have its name before theirs. Immutable and thread-safe. Made by Plinth only.
 */
public interface ListedObject {

    /**
     * Returns the whole name in the bucket.
     *
     * @return an object's key; a folder's begins all keys in it and ends in a slash
     */
    String key();

    /**
     * Returns the last part of the name.
     *
     * @return the name without the folders before it, and without a folder's slash
     */
    String name();

    /**
     * Tells whether this is a folder.
     *
     * @return true for a folder, which has nothing but a name
     */
    boolean isFolder();

    /**
     * Returns the object's id.
     *
     * @return a UUID; empty for a folder
     */
    Optional<String> id();

    /**
     * Returns the object's size.
     *
     * @return bytes, if the server knows it
     */
    OptionalLong size();

    /**
     * Returns the object's media type.
     *
     * @return the media type, if the server knows it
     */
    Optional<String> contentType();

    /**
     * Returns what caches are told of the object.
     *
     * @return the value of {@code Cache-Control}, if the server knows it
     */
    Optional<String> cacheControl();

    /**
     * Returns the object's entity tag, mostly the MD5 of its content.
     *
     * @return the tag with its quotes, if the server knows it
     */
    Optional<String> etag();

    /**
     * Returns when the object was created.
     *
     * @return the time; for a folder at most where the list is sorted by a time
     */
    Optional<Instant> createdAt();

    /**
     * Returns when the object was last replaced or changed.
     *
     * @return the time; for a folder at most where the list is sorted by a time
     */
    Optional<Instant> updatedAt();

    /**
     * Returns when the object was last read, as far as the server keeps that.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> lastAccessedAt();
}
