package dev.plinth.core;

import java.util.List;
import java.util.OptionalLong;

/**
 * One page of a list, as one call brought it. Immutable.
 *
 * @param <T> what is listed
 */
public interface Page<T> {

    /**
     * Returns what is on the page.
     *
     * @return the items, unmodifiable
     */
    List<T> items();

    /**
     * Returns how many items the whole list has.
     *
     * @return the number, where the server gives it
     */
    OptionalLong total();
}
