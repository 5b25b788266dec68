package dev.plinth.core.internal.paging;

import dev.plinth.core.internal.operation.Operation;

/** Makes the operation that fetches one page of a list. */
@FunctionalInterface
public interface PageRequest<T> {

    /**
     * Returns the operation.
     *
     * @param start how many items are before the page; a multiple of the size unless the list goes by offset
     * @param size how many items are asked for
     */
    Operation<DecodedPage<T>> page(long start, int size);
}
