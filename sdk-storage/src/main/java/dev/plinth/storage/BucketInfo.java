package dev.plinth.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket's settings, as the server reports them. Immutable and thread-safe. Implemented by Plinth only. */
public interface BucketInfo {

    /** {@return the bucket's id, which identifies it in every request} */
    String id();

    /** {@return the bucket's name, which usually equals its id} */
    String name();

    /** {@return the id of the user who created the bucket; empty if it was created with a project key} */
    Optional<String> owner();

    /** {@return the bucket's type, usually {@code STANDARD}; only lists contain it} */
    Optional<String> type();

    /** {@return true if everybody can read the bucket's objects without credentials} */
    boolean isPublic();

    /** {@return the maximum object size in bytes; empty if only the project's limit applies} */
    Optional<Long> fileSizeLimit();

    /** {@return the accepted media types and patterns such as {@code image/*}; empty if every type is accepted} */
    List<String> allowedMimeTypes();

    /** {@return when the bucket was created, if the server reported it} */
    Optional<Instant> createdAt();

    /** {@return when the bucket was last updated, if the server reported it; the server does not always maintain it} */
    Optional<Instant> updatedAt();

    /**
     * {@return the fields of the response that this version of Plinth does not know, by their JSON names} The values
     * are JDK types. The map is unmodifiable.
     */
    Map<String, Object> unknownFields();
}
