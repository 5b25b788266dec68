package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;
import dev.plinth.core.ResponseFormatException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a list by the server's cursors. A cursor that comes a second time, a next page without a cursor, and 100
 * pages in a row without items are the server's fault, and end the list. Not thread-safe.
 */
public final class CursorIterator<T> implements Iterator<Page<T>> {

    private static final int MOST_EMPTY = 100;

    private final String name;
    private final Request<T> request;
    private final ShrinkingPages size;
    private final SeenIds<String> cursors = new SeenIds<>(cursor -> cursor);
    private @Nullable String cursor;
    private boolean ended;
    private int empty;

    /** Fetches a page. */
    @FunctionalInterface
    public interface Request<T> {

        /**
         * Fetches a page.
         *
         * @param cursor where it begins; null for the first
         * @param size how many items are asked for
         */
        CursorPage<T> fetch(@Nullable String cursor, int size);
    }

    /**
     * Begins a list.
     *
     * @param name the operation's name, for messages
     */
    public CursorIterator(String name, int size, Request<T> request) {
        this.name = name;
        this.size = new ShrinkingPages(size);
        this.request = request;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Page<T> next() {
        if (ended) {
            throw new NoSuchElementException("the list is at its end");
        }
        CursorPage<T> page = size.fetch(items -> request.fetch(cursor, items));
        ended = !page.hasMore();
        empty = page.items().isEmpty() ? empty + 1 : 0;
        if (!ended) {
            cursor = checked(page.next());
        }
        return new DecodedPage<>(page.items(), OptionalLong.empty());
    }

    private String checked(@Nullable String next) {
        if (next == null) {
            throw fault("the server says that there are more pages, but not where");
        }
        if (cursors.addNew(List.of(next)).isEmpty()) {
            throw fault("the server sent a cursor that it had sent before: the list would never end");
        }
        if (empty >= MOST_EMPTY) {
            throw fault("the server sent " + MOST_EMPTY + " pages in a row without items");
        }
        return next;
    }

    private ResponseFormatException fault(String what) {
        return new ResponseFormatException(name + ": " + what, "list by pages instead of cursors, if possible", null);
    }
}
