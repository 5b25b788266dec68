package dev.plinth.core.internal.call;

/** Makes the operation that fetches one page of a list. */
@FunctionalInterface
public interface PageRequest<T> {

    /**
     * Returns the operation.
     *
     * @param start how many items are before the page; a multiple of the size unless the list goes by offset
     * @param size how many items are asked for
     */
    Operation<Listing<T>> page(long start, int size);
}
