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
 * Goes through a list whose pages are counted from its beginning. Items that are deleted meanwhile move the rest towards
 * the beginning, and the next page would leave some out. So each page is compared with what was given: if it does not
 * follow the last one for certain, the pages before it are fetched again, back to one that holds an item which was given,
 * and the list goes on from there. Items that move the other way, and so come twice, are given once.
 *
 * <p>A page follows for certain if an item was given that is on it, or if the list's total has not shrunk. A list that
 * has no total and cannot begin its pages at any item pays for that certainty with a second request for each page.
 */
final class PageIterator<T> implements Iterator<Page<T>> {

    private static final int MOST_STALE = 100;

    private final Paging paging;
    private final PageSource<T> source;
    private final ShrinkingPages size;
    private final SeenIds<T> given;

    /** Where the next page begins: so many items of the server's list are before it. */
    private long passed;

    private OptionalLong total = OptionalLong.empty();
    private boolean begun;
    private boolean ended;

    /** Whether the server has pages of its own size, whatever is asked for. */
    private boolean ownSize;

    private int stale;
    private @Nullable Page<T> fetched;

    /** A page, where it begins, and how many items were asked for. */
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

    /** Goes on behind a first page that was fetched in another way. */
    void startAfter(Page<T> first) {
        Page<T> ignored = begin(new Part<>(0, size.size(), first));
    }

    @Override
    public boolean hasNext() {
        if (fetched == null && !ended) {
            fetched = begun ? advance() : begin(fetch(0));
        }
        return fetched != null;
    }

    @Override
    public Page<T> next() {
        if (!hasNext() || fetched == null) {
            throw new NoSuchElementException("the list is at its end");
        }
        Page<T> page = fetched;
        fetched = null;
        return page;
    }

    private Page<T> begin(Part<T> first) {
        begun = true;
        int count = first.items().size();
        boolean last = isLast(first);
        if (!last && !paging.byOffset() && count < size.size()) {
            ownSize = true;
            size.set(count);
        }
        // A list of one page, which most are, remembers nothing.
        return last ? end(first.page()) : accept(first);
    }

    private Page<T> end(Page<T> last) {
        ended = true;
        return last;
    }

    /** Returns the next page that has something new; null at the end. */
    private @Nullable Page<T> advance() {
        while (!ended) {
            Part<T> part = fetch(paging.byOffset() ? Math.max(0, passed - 1) : passed);
            Part<T> next = follows(part) ? part : behindGap(part);
            if (next.items().isEmpty()) {
                ended = true;
            } else {
                boolean grew = grew(next.page());
                ended = isLast(next);
                Page<T> fresh = accept(next);
                if (!fresh.items().isEmpty()) {
                    stale = 0;
                    return fresh;
                }
                refuseStale(next, grew);
            }
        }
        return null;
    }

    /** Fetches the page that holds an item, in smaller ones if it is too large. */
    private Part<T> fetch(long at) {
        return size.fetch(items -> {
            // The first item of every page but the first is known already.
            int count = paging.byOffset() && begun ? Math.max(2, items) : items;
            long start = paging.byOffset() ? at : at / items * items;
            return new Part<>(start, count, source.fetch(start, count));
        });
    }

    private Page<T> accept(Part<T> part) {
        passed = paging.byOffset() ? part.end() : part.start() + size.size();
        total = part.page().total();
        return new DecodedPage<>(given.addNew(part.items()), total);
    }

    private boolean follows(Part<T> part) {
        if (given.containsAny(part.items())) {
            return true;
        }
        OptionalLong now = part.page().total();
        return !paging.byOffset() && now.isPresent() && total.isPresent() && now.getAsLong() >= total.getAsLong();
    }

    /** Goes back to a page that was given, and returns it, or the page behind it if it was given whole. */
    private Part<T> behindGap(Part<T> part) {
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
        // If pages became smaller on the way back, there is another between the two.
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

    private boolean grew(Page<T> page) {
        return page.total().isPresent() && total.isPresent() && page.total().getAsLong() > total.getAsLong();
    }

    /** A page without anything new, though the list has not grown, was seen before. */
    private void refuseStale(Part<T> part, boolean grew) {
        stale++;
        if (ended || (grew && stale < MOST_STALE)) {
            return;
        }
        // A short page that comes again is all that a server has which knows of no pages.
        boolean all = ownSize && total.isEmpty() && part.start() == size.size();
        if (!all) {
            throw new ResponseFormatException(
                    source.name() + ": the server sent a page again that it had sent before (at item " + part.start()
                            + ")",
                    "does a proxy drop the page's number?",
                    null);
        }
        ended = true;
    }
}
