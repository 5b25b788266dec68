package dev.plinth.core;

import java.util.List;
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
}
