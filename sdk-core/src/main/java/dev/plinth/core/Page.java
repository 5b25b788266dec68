package dev.plinth.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a list, as one request returned it. Immutable.
 *
 * @param <T> the type of the items
 */
public interface Page<T> {

    /** {@return the items of this page, unmodifiable} */
    List<T> items();

    /** {@return the number of items of the whole list; empty if the server does not report it} */
    OptionalLong total();

    /**
     * Returns an opaque token with which the list can be continued after this page, also by another process. The list's
     * other options have to be the same as those of this list. Continue with {@code pageToken} of the list's options.
     *
     * @return the token; empty on the last page, and if the server does not support cursors for this list
     */
    Optional<String> nextToken();
}
