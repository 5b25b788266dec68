package dev.plinth.core.internal.paging;

import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.json.TooLargeBodyException;
import java.util.function.IntFunction;

/** The page size of a list, which is halved when a page is too large to be read. Not thread-safe. */
final class ShrinkingPages {

    private int size;

    ShrinkingPages(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Sets the server's own page size. */
    void setSize(int serverSize) {
        size = serverSize;
    }

    /** Requests a page, with smaller sizes if it is too large. */
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
