package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests pages as they are needed. */
public final class LazyPages<T> implements PagedIterable<T> {

    private final Paging paging;
    private final PageSource<T> source;
    private final Function<? super T, ?> identity;
    private final @Nullable Page<T> first;

    public LazyPages(Paging paging, PageSource<T> source, Function<? super T, ?> identity) {
        this(paging, source, identity, null);
    }

    /**
     * Creates the pages after a first page.
     *
     * @param first the page, which is not returned again; null to start with the first page of the list
     */
    public LazyPages(Paging paging, PageSource<T> source, Function<? super T, ?> identity, @Nullable Page<T> first) {
        this.paging = paging;
        this.source = source;
        this.identity = identity;
        this.first = first;
    }

    @Override
    public Iterable<Page<T>> pages() {
        return this::start;
    }

    private Iterator<Page<T>> start() {
        PageIterator<T> walk = new PageIterator<>(paging, source, identity);
        if (first != null) {
            walk.startAfter(first);
        }
        return walk;
    }

    @Override
    public String toString() {
        return "PagedIterable[" + source + "]";
    }
}
