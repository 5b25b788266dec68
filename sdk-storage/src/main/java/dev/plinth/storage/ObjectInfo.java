package dev.plinth.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object's metadata. Immutable and thread-safe. Implemented by Plinth only.
 *
 * <p>A Studio has no route for the metadata of a single object, so there it is taken from a list: {@link #version()}
 * and {@link #metadata()} are then empty.
 */
public interface ObjectInfo {

    /** {@return the bucket's id} */
    String bucket();

    /** {@return the object's key} */
    String key();

    /**
     * {@return the object's id, a UUID that does not change when the object is replaced or moved, if the server
     * reported it}
     */
    Optional<String> id();

    /** {@return the object's version, a UUID that changes with its content, if the server reported it} */
    Optional<String> version();

    /** {@return the object's size in bytes, if the server knows it} */
    OptionalLong size();

    /** {@return the object's media type, if the server knows it} */
    Optional<String> contentType();

    /** {@return the value of {@code Cache-Control}, if the server knows it} */
    Optional<String> cacheControl();

    /** {@return the object's entity tag with its quotes, usually the MD5 of its content, if the server knows it} */
    Optional<String> etag();

    /** {@return the user metadata that was set by the upload, as JDK types, unmodifiable; empty if there is none} */
    Map<String, Object> metadata();

    /** {@return when the object was created, if the server reported it} */
    Optional<Instant> createdAt();

    /** {@return when the object was last modified, if the server reported it} */
    Optional<Instant> updatedAt();
}
