package dev.plinth.core.internal.paging;

import dev.plinth.core.internal.operation.Operation;

/** Creates the operation that requests one page of a list. */
@FunctionalInterface
public interface PageRequest<T> {

    /**
     * Creates the operation.
     *
     * @param start the number of items before the page; a multiple of the size unless the list uses offsets
     * @param size the requested number of items
     */
    Operation<DecodedPage<T>> page(long start, int size);
}
