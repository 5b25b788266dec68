package dev.plinth.core.internal.paging;

import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.json.TooLargeBodyException;
import java.util.function.IntFunction;

/** The size of a list's pages: halved as often as a page is too large to be read. Not thread-safe. */
final class ShrinkingPages {

    private int size;

    ShrinkingPages(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Sets the size that the server has of its own. */
    void set(int servers) {
        size = servers;
    }

    /** Fetches a page by its size. */
    <P> P fetch(IntFunction<P> page) {
        while (true) {
            try {
                return page.apply(size);
            } catch (ResponseFormatException e) {
                if (size == 1 || !(e.getCause() instanceof TooLargeBodyException)) {
                    throw e;
                }
                size /= 2;
            }
        }
    }
}
