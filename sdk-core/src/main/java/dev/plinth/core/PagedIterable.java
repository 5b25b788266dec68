package dev.plinth.core;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A lazy list that requests its pages from the server one at a time, up to the last one. Nothing is sent until the
 * first item or page is requested, and only one page is held in memory.
 *
 * <p>Thread-safe. Each iterator and each stream starts again at the first page and must be used by one thread only.
 * Their methods may throw a {@link PlinthException}.
 *
 * @param <T> the type of the items
 */
public interface PagedIterable<T> extends Iterable<T> {

    /**
     * Returns the pages of the list. Each page is one request.
     *
     * @return the pages, requested lazily
     */
    Iterable<Page<T>> pages();

    /**
     * Returns an iterator over the items of all pages.
     *
     * @return an iterator that requests pages as needed
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
                    throw new NoSuchElementException("the list has no more items");
                }
                return items.next();
            }
        };
    }

    /**
     * Returns a stream of the items of all pages.
     *
     * @return a sequential, lazy stream; it does not have to be closed
     */
    default Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * Requests all pages and returns their items. All items are held in memory.
     *
     * @return the items of the whole list, unmodifiable
     */
    default List<T> toList() {
        return stream().toList();
    }

    /**
     * Returns the first item. Usually sends one request, for the first page.
     *
     * @return the first item; empty if the list is empty
     */
    default Optional<T> first() {
        Iterator<T> items = iterator();
        return items.hasNext() ? Optional.of(items.next()) : Optional.empty();
    }

    /**
     * Returns the number of items of the whole list. Sends one request, for the first page.
     *
     * @return the number; empty if the server does not report it, in which case {@code stream().count()} counts the
     *     items
     */
    default OptionalLong total() {
        Iterator<Page<T>> pages = pages().iterator();
        return pages.hasNext() ? pages.next().total() : OptionalLong.empty();
    }
}
