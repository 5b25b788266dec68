package dev.plinth.core.internal.connection;

import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.Service;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.paging.LazyPages;
import dev.plinth.core.internal.paging.PageRequest;
import dev.plinth.core.internal.paging.PageSource;
import dev.plinth.core.internal.paging.Paging;
import java.util.Optional;
import java.util.function.Function;

/** Runs operations on connections. */
public final class Calls {

    private Calls() {}

    /** Runs an operation. */
    public static <T> T run(Connection connection, Operation<T> operation) {
        return LiveConnection.of(connection).run(operation);
    }

    /** Runs an operation whose result is of no interest. */
    public static void perform(Connection connection, Operation<?> operation) {
        LiveConnection.of(connection).run(operation);
    }

    /** Tells whether the way that a connection takes offers an operation at all. */
    public static boolean offers(Connection connection, Operation<?> operation) {
        try {
            return operation.route(LiveConnection.of(connection).gateway().dialectFor(operation)) != null;
        } catch (UnsupportedByGatewayException e) {
            return false;
        }
    }

    /**
     * Lists page by page.
     *
     * @param paging how pages follow each other
     * @param request makes the operation that fetches a page
     * @param identity what tells one item from another, so that items that come again are seen
     */
    public static <T> PagedIterable<T> list(
            Connection connection, Paging paging, PageRequest<T> request, Function<? super T, ?> identity) {
        LiveConnection live = LiveConnection.of(connection);
        return list(live, new LazyPages<>(paging, source(live, paging, request), identity));
    }

    /** Lists page by page what comes after a first page that was fetched in another way. */
    public static <T> Iterable<Page<T>> listAfter(
            Page<T> first,
            Connection connection,
            Paging paging,
            PageRequest<T> request,
            Function<? super T, ?> identity) {
        LiveConnection live = LiveConnection.of(connection);
        return new LazyPages<>(paging, source(live, paging, request), identity, first).pages();
    }

    private static <T> PageSource<T> source(LiveConnection live, Paging paging, PageRequest<T> request) {
        return new PageSource<>() {
            @Override
            public Page<T> fetch(long start, int size) {
                return live.run(request.page(start, size));
            }

            @Override
            public String name() {
                return request.page(0, paging.size()).name();
            }
        };
    }

    /** Lists by pages that find their successors in a way of their own; each time they are asked for, from the first. */
    public static <T> PagedIterable<T> list(Connection connection, Iterable<Page<T>> pages) {
        return list(LiveConnection.of(connection), () -> pages);
    }

    private static <T> PagedIterable<T> list(LiveConnection live, PagedIterable<T> pages) {
        if (live.capturingCurl()) {
            // Nothing will come of it but the request of the first page, which is what is asked for.
            Optional<T> ignored = pages.first();
        }
        return pages;
    }

    /**
     * Returns where a service itself can be reached, for addresses that are handed on to others; empty behind a control
     * plane, which nobody else may use.
     */
    public static Optional<String> address(Connection connection, Service service) {
        return LiveConnection.of(connection).gateway().address(service);
    }
}
