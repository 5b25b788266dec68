package dev.plinth.storage;

import java.util.Optional;

/** The object that an upload or a copy stored. Immutable and thread-safe. Implemented by Plinth only. */
public interface StoredObject {

    /** {@return the bucket's id} */
    String bucket();

    /** {@return the object's key} */
    String key();

    /** {@return the object's id, a UUID that does not change when the object is replaced, if the server reported it} */
    Optional<String> id();

    /**
     * {@return the object's entity tag with its quotes, if the server reported it} An upload reports it only if it
     * compared a digest ({@link UploadOptions#verify}).
     */
    Optional<String> etag();
}
