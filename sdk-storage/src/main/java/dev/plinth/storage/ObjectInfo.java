package dev.plinth.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One object, as the server describes it. Immutable and thread-safe. Made by Plinth only.
 *
 * <p>Through a control plane that knows no description of single objects it is taken from a list: then {@link #version()}
 * and {@link #metadata()} are empty.
 */
public interface ObjectInfo {

    /**
     * Returns the bucket.
     *
     * @return the bucket's id
     */
    String bucket();

    /**
     * Returns the object's name in the bucket.
     *
     * @return the key
     */
    String key();

    /**
     * Returns the object's id, which stays when it is replaced or moved.
     *
     * @return a UUID, if the server told it
     */
    Optional<String> id();

    /**
     * Returns the object's version, which changes with its content.
     *
     * @return a UUID, if the server told it
     */
    Optional<String> version();

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
     * Returns what was said of the object when it was uploaded.
     *
     * @return the user metadata as JDK types, unmodifiable; empty if there are none
     */
    Map<String, Object> metadata();

    /**
     * Returns when the object was created.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> createdAt();

    /**
     * Returns when the object was last replaced or changed.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> updatedAt();
}
