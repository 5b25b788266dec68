package dev.plinth.core;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list that asks the server for its next page when it is needed, and never stops before the end by itself. Nothing is
 * sent before the first item is asked for, and one page is held at a time.
 *
 * <p>Thread-safe; each iterator and stream goes through the list anew and belongs to one thread. Any of them may throw
 * what a call throws.
 *
 * @param <T> what is listed
 */
public interface PagedIterable<T> extends Iterable<T> {

    /**
     * Returns the pages, one call each.
     *
     * @return the pages, lazily
     */
    Iterable<Page<T>> pages();

    /**
     * Goes through all items of all pages.
     *
     * @return an iterator that fetches pages as it goes
     */
    @Override
    default Iterator<T> iterator() {
        Iterator<Page<T>> pages = pages().iterator();
        return new Iterator<>() {
            private Iterator<T> items = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!items.hasNext() && pages.hasNext()) {
                    items = pages.next().items().iterator();
                }
                return items.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the list is at its end");
                }
                return items.next();
            }
        };
    }

    /**
     * Returns all items as a stream.
     *
     * @return a sequential, lazy stream; it need not be closed
     */
    default Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * Returns the first item, by one call.
     *
     * @return the first item; empty if the list is
     */
    default Optional<T> first() {
        Iterator<T> items = iterator();
        return items.hasNext() ? Optional.of(items.next()) : Optional.empty();
    }

    /**
     * Returns how many items there are in all, by one call for the first page.
     *
     * @return the number; empty where the server does not give it ({@code stream().count()} counts)
     */
    default OptionalLong total() {
        Iterator<Page<T>> pages = pages().iterator();
        return pages.hasNext() ? pages.next().total() : OptionalLong.empty();
    }
}
