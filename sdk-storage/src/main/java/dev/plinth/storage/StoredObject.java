package dev.plinth.storage;

import java.util.Optional;

/** What an upload or a copy stored. Immutable and thread-safe. Made by Plinth only. */
public interface StoredObject {

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
     * Returns the object's id, which stays when it is replaced.
     *
     * @return a UUID, if the server told it
     */
    Optional<String> id();

    /**
     * Returns the stored object's entity tag.
     *
     * @return the tag with its quotes; there if the server was asked for it, which an upload does that checks what was
     *     stored
     */
    Optional<String> etag();
}
