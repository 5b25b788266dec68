package dev.plinth.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An entry of a list: an object or a folder. A folder is not stored; it exists as long as the key of an object begins
 * with its name. Immutable and thread-safe. Implemented by Plinth only.
 */
public interface ListedObject {

    /** {@return the full key of the object; for a folder the common prefix of its keys, which ends with a slash} */
    String key();

    /** {@return the last segment of the key, without the folders before it and without a folder's slash} */
    String name();

    /** {@return true for a folder, which has a name and no other properties} */
    boolean isFolder();

    /** {@return the object's id, a UUID; empty for a folder} */
    Optional<String> id();

    /** {@return the object's size in bytes, if the server knows it; empty for a folder} */
    OptionalLong size();

    /** {@return the object's media type, if the server knows it; empty for a folder} */
    Optional<String> contentType();

    /** {@return the value of {@code Cache-Control}, if the server knows it; empty for a folder} */
    Optional<String> cacheControl();

    /**
     * {@return the object's entity tag with its quotes, usually the MD5 of its content; empty if unknown, or for a
     * folder}
     */
    Optional<String> etag();

    /** {@return when the object was created; present for a folder only if the list is sorted by a time} */
    Optional<Instant> createdAt();

    /** {@return when the object was last modified; present for a folder only if the list is sorted by a time} */
    Optional<Instant> updatedAt();

    /** {@return when the object was last read, if the server reported it; the server does not always maintain it} */
    Optional<Instant> lastAccessedAt();
}
