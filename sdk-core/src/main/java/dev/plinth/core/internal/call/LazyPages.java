package dev.plinth.core.internal.call;

import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Fetches pages as they are asked for. */
final class LazyPages<T> implements PagedIterable<T> {

    private final Paging paging;
    private final IntFunction<? extends Page<T>> fetch;
    private final Function<? super T, ?> identity;

    LazyPages(Paging paging, IntFunction<? extends Page<T>> fetch, Function<? super T, ?> identity) {
        this.paging = paging;
        this.fetch = fetch;
        this.identity = identity;
    }

    @Override
    public Iterable<Page<T>> pages() {
        return Pages::new;
    }

    private final class Pages implements Iterator<Page<T>> {

        private int number;
        private long seen;
        private boolean ended;
        private @Nullable Object firstOfLast;
        private @Nullable Page<T> fetched;

        @Override
        public boolean hasNext() {
            if (fetched == null && !ended) {
                Page<T> page = fetch.apply(number);
                if (number > 0 && (page.items().isEmpty() || comesAgain(page))) {
                    ended = true;
                } else {
                    fetched = page;
                }
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
            number++;
            seen += page.items().size();
            firstOfLast =
                    page.items().isEmpty() ? null : identity.apply(page.items().get(0));
            ended = isLast(page);
            return page;
        }

        /** A proxy that drops the paging parameters sends the same page for ever. */
        private boolean comesAgain(Page<T> page) {
            return identity.apply(page.items().get(0)).equals(firstOfLast);
        }

        private boolean isLast(Page<T> page) {
            int size = page.items().size();
            if (size == 0 || size > paging.size()) {
                return true;
            }
            if (page.total().isPresent()) {
                return seen >= page.total().getAsLong();
            }
            return paging.shortPageIsLast() && size < paging.size();
        }
    }
}
