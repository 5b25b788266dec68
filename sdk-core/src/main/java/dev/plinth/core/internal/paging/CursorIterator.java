package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;
import dev.plinth.core.ResponseFormatException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over a list by the server's cursors. A repeated cursor, a next page without a cursor, and 100 empty pages in
 * a row are errors of the server and make the iteration fail. Not thread-safe.
 */
public final class CursorIterator<T> implements Iterator<Page<T>> {

    private static final int MAX_EMPTY_PAGES = 100;

    private final String name;
    private final Request<T> request;
    private final ShrinkingPages size;
    private final SeenIds<String> cursors = new SeenIds<>(cursor -> cursor);
    private @Nullable String cursor;
    private boolean ended;
    private int empty;

    /** Requests a page. */
    @FunctionalInterface
    public interface Request<T> {

        /**
         * Requests a page.
         *
         * @param cursor the cursor of the page; null for the first page
         * @param size the requested number of items
         */
        CursorPage<T> fetch(@Nullable String cursor, int size);
    }

    /**
     * Creates an iterator.
     *
     * @param name the operation's name, for messages
     * @param start the cursor of the first page to request; null for the start of the list
     */
    public CursorIterator(String name, int size, @Nullable String start, Request<T> request) {
        this.name = name;
        this.size = new ShrinkingPages(size);
        this.cursor = start;
        this.request = request;
        if (start != null) {
            List<String> ignored = cursors.addNew(List.of(start));
        }
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Page<T> next() {
        if (ended) {
            throw new NoSuchElementException("the list has no more items");
        }
        CursorPage<T> page = size.fetch(items -> request.fetch(cursor, items));
        ended = !page.hasMore();
        empty = page.items().isEmpty() ? empty + 1 : 0;
        if (!ended) {
            cursor = check(page.next());
        }
        return new DecodedPage<>(
                page.items(), OptionalLong.empty(), ended ? Optional.empty() : Optional.ofNullable(cursor));
    }

    private String check(@Nullable String next) {
        if (next == null) {
            throw failure("the server reports more pages, but sent no cursor for the next one");
        }
        if (cursors.addNew(List.of(next)).isEmpty()) {
            throw failure("the server sent the same cursor twice, so the list would never end");
        }
        if (empty >= MAX_EMPTY_PAGES) {
            throw failure("the server sent " + MAX_EMPTY_PAGES + " pages in a row without items");
        }
        return next;
    }

    private ResponseFormatException failure(String problem) {
        return new ResponseFormatException(
                name + ": " + problem, "list by pages instead of cursors, if possible", null);
    }
}
