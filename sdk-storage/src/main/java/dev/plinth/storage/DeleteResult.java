package dev.plinth.storage;

import java.util.List;

/** What became of objects that were to be deleted. Immutable and thread-safe. Made by Plinth only. */
public interface DeleteResult {

    /**
     * Returns what the server says it deleted.
     *
     * @return the keys, in the order in which they were given, unmodifiable
     */
    List<String> deleted();

    /**
     * Returns what the server did not delete: it was not there, or this credential may not delete it; the server does not
     * tell which.
     *
     * @return the keys, in the order in which they were given, unmodifiable
     */
    List<String> notDeleted();

    /**
     * Tells whether all was deleted.
     *
     * @return true if {@link #notDeleted()} is empty
     */
    default boolean complete() {
        return notDeleted().isEmpty();
    }
}
