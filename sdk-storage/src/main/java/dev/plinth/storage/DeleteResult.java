package dev.plinth.storage;

import java.util.List;

/**
 * Which objects a delete of many objects deleted, and which not. Immutable and thread-safe. Implemented by Plinth only.
 */
public interface DeleteResult {

    /** {@return the keys of the objects that the server deleted, in the given order, unmodifiable} */
    List<String> deleted();

    /**
     * {@return the keys of the objects that were not deleted, in the given order, unmodifiable} They do not exist, or
     * this credential must not delete them; the server does not report which.
     */
    List<String> notDeleted();

    /** {@return true if every object was deleted, that is if {@link #notDeleted()} is empty} */
    default boolean complete() {
        return notDeleted().isEmpty();
    }
}
