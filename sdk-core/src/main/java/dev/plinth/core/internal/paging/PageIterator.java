package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;
import dev.plinth.core.ResponseFormatException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over a list whose pages are requested by their position.
 *
 * <p>If items are deleted during the iteration, later items move towards the beginning, and the next page would skip
 * some of them. Each page is therefore compared with the items that were already returned. If it is not certain that the
 * page follows the previous one, the iterator requests earlier pages again, back to one with a known item, and continues
 * from there. Items that move the other way, and are received twice, are returned once.
 *
 * <p>It is certain that a page follows if it contains a known item, or if the list's total has not decreased. A list
 * that has no total and whose pages cannot start at any item needs a second request per page for this certainty.
 */
final class PageIterator<T> implements Iterator<Page<T>> {

    private static final int MOST_STALE = 100;

    private final Paging paging;
    private final PageSource<T> source;
    private final ShrinkingPages size;
    private final SeenIds<T> given;

    /** The number of items of the server's list before the next page. */
    private long passed;

    private OptionalLong total = OptionalLong.empty();
    private boolean started;
    private boolean ended;

    /** Whether the server uses its own page size instead of the requested one. */
    private boolean ownSize;

    private int stale;
    private @Nullable Page<T> fetched;

    /** A page, where it starts, and the requested number of items. */
    private record Part<T>(long start, int size, Page<T> page) {

        List<T> items() {
            return page.items();
        }

        long end() {
            return start + items().size();
        }
    }

    PageIterator(Paging paging, PageSource<T> source, Function<? super T, ?> identity) {
        this.paging = paging;
        this.source = source;
        this.size = new ShrinkingPages(paging.size());
        this.given = new SeenIds<>(identity);
    }

    /** Continues after a first page that was requested in another way. */
    void startAfter(Page<T> first) {
        Page<T> ignored = startWith(new Part<>(0, size.size(), first));
    }

    @Override
    public boolean hasNext() {
        if (fetched == null && !ended) {
            fetched = started ? advance() : startWith(fetch(0));
        }
        return fetched != null;
    }

    @Override
    public Page<T> next() {
        if (!hasNext() || fetched == null) {
            throw new NoSuchElementException("the list has no more items");
        }
        Page<T> page = fetched;
        fetched = null;
        return page;
    }

    private Page<T> startWith(Part<T> first) {
        started = true;
        int count = first.items().size();
        boolean last = isLast(first);
        if (!last && !paging.byOffset() && count < size.size()) {
            ownSize = true;
            size.setSize(count);
        }
        // Most lists have a single page, for which nothing has to be remembered.
        return last ? end(first.page()) : accept(first);
    }

    private Page<T> end(Page<T> last) {
        ended = true;
        return last;
    }

    /** Returns the next page with new items; null at the end. */
    private @Nullable Page<T> advance() {
        while (!ended) {
            Part<T> part = fetch(paging.byOffset() ? Math.max(0, passed - 1) : passed);
            Part<T> next = isContiguous(part) ? part : closeGap(part);
            if (next.items().isEmpty()) {
                ended = true;
            } else {
                boolean hasGrown = hasGrown(next.page());
                ended = isLast(next);
                Page<T> fresh = accept(next);
                if (!fresh.items().isEmpty()) {
                    stale = 0;
                    return fresh;
                }
                rejectRepeated(next, hasGrown);
            }
        }
        return null;
    }

    /** Requests the page with the item at an index, in smaller pages if it is too large. */
    private Part<T> fetch(long at) {
        return size.fetch(items -> {
            // The first item of every page except the first is already known.
            int count = paging.byOffset() && started ? Math.max(2, items) : items;
            long start = paging.byOffset() ? at : at / items * items;
            return new Part<>(start, count, source.fetch(start, count));
        });
    }

    private Page<T> accept(Part<T> part) {
        passed = paging.byOffset() ? part.end() : part.start() + size.size();
        total = part.page().total();
        return new DecodedPage<>(given.addNew(part.items()), total);
    }

    private boolean isContiguous(Part<T> part) {
        if (given.containsAny(part.items())) {
            return true;
        }
        OptionalLong now = part.page().total();
        return !paging.byOffset() && now.isPresent() && total.isPresent() && now.getAsLong() >= total.getAsLong();
    }

    /** Goes back to a page with known items, and returns it, or the next page if all its items are known. */
    private Part<T> closeGap(Part<T> part) {
        Part<T> before = part;
        Part<T> after;
        do {
            after = before;
            before = fetch(Math.max(0, after.start() - size.size()));
        } while (before.start() > 0 && !given.containsAny(before.items()));
        boolean whole = !before.items().isEmpty() && before.items().stream().allMatch(given::contains);
        if (!whole) {
            return before;
        }
        // If the page size was reduced on the way back, there is another page between the two.
        long next = before.start() + before.size();
        return next < after.start() ? fetch(next) : after;
    }

    private boolean isLast(Part<T> part) {
        int count = part.items().size();
        OptionalLong all = part.page().total();
        if (count == 0 || count > part.size()) {
            return true;
        }
        return all.isPresent() ? part.end() >= all.getAsLong() : paging.shortPageIsLast() && count < part.size();
    }

    private boolean hasGrown(Page<T> page) {
        return page.total().isPresent() && total.isPresent() && page.total().getAsLong() > total.getAsLong();
    }

    /** Rejects a page without new items if the list has not grown: the server sent the same page again. */
    private void rejectRepeated(Part<T> part, boolean hasGrown) {
        stale++;
        if (ended || (hasGrown && stale < MOST_STALE)) {
            return;
        }
        // A server without pagination sends the same short page, its whole list, again.
        boolean all = ownSize && total.isEmpty() && part.start() == size.size();
        if (!all) {
            throw new ResponseFormatException(
                    source.name() + ": the server sent the same page twice (at item " + part.start() + ")",
                    "check whether a proxy removes the query parameters of the page",
                    null);
        }
        ended = true;
    }
}
