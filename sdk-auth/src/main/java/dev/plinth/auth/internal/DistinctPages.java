package dev.plinth.auth.internal;

import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.call.Listing;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Leaves out what was on the page before already: where pages are counted off from the start, a row that comes or goes
 * meanwhile moves others from one page to the next.
 */
final class DistinctPages<T> implements PagedIterable<T> {

    private final PagedIterable<T> pages;
    private final Function<? super T, ?> identity;

    DistinctPages(PagedIterable<T> pages, Function<? super T, ?> identity) {
        this.pages = pages;
        this.identity = identity;
    }

    @Override
    public Iterable<Page<T>> pages() {
        return () -> new Iterator<>() {
            private final Iterator<Page<T>> source = pages.pages().iterator();
            private Set<Object> before = Set.of();

            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public Page<T> next() {
                Page<T> page = source.next();
                Set<Object> seen = new HashSet<>();
                List<T> fresh = page.items().stream()
                        .filter(item -> {
                            Object id = identity.apply(item);
                            return seen.add(id) && !before.contains(id);
                        })
                        .toList();
                before = seen;
                return new Listing<>(fresh, page.total());
            }
        };
    }
}
