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

/** Provides clients with lists, URLs and the capabilities of a connection. */
public final class Calls {

    private Calls() {}

    /** Returns whether a connection's gateway offers an operation. */
    public static boolean offers(Connection connection, Operation<?> operation) {
        try {
            return operation.route(LiveConnection.of(connection).gateway().dialectFor(operation)) != null;
        } catch (UnsupportedByGatewayException e) {
            return false;
        }
    }

    /**
     * Returns a lazy list.
     *
     * @param paging how the list is divided into pages
     * @param request creates the operation that requests a page
     * @param identity returns an item's identity, by which repeated items are detected
     */
    public static <T> PagedIterable<T> list(
            Connection connection, Paging paging, PageRequest<T> request, Function<? super T, ?> identity) {
        LiveConnection live = LiveConnection.of(connection);
        return list(live, new LazyPages<>(paging, source(live, paging, request), identity));
    }

    /** Returns the lazy list of the pages after a first page that was requested in another way. */
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
                return OperationRunner.run(live, request.page(start, size));
            }

            @Override
            public String name() {
                return request.page(0, paging.size()).name();
            }

            @Override
            public String toString() {
                return name() + ", " + live.identity();
            }
        };
    }

    /**
     * Returns a lazy list of the given pages. Every iteration starts at the first page.
     *
     * @param pages the pages; their {@code toString()} describes the list
     */
    public static <T> PagedIterable<T> list(Connection connection, Iterable<Page<T>> pages) {
        LiveConnection live = LiveConnection.of(connection);
        return list(live, new GivenPages<>(live, pages));
    }

    private record GivenPages<T>(LiveConnection connection, Iterable<Page<T>> pages) implements PagedIterable<T> {

        @Override
        public String toString() {
            return "PagedIterable[" + pages + ", " + connection.identity() + "]";
        }
    }

    private static <T> PagedIterable<T> list(LiveConnection live, PagedIterable<T> pages) {
        if (live.capturingCurl()) {
            // Lists are lazy: request the first page now, so that its request is captured.
            Optional<T> ignored = pages.first();
        }
        return pages;
    }

    /**
     * Returns the direct URL of a service, for URLs that other programs use; empty behind a control plane, which other
     * programs cannot use.
     */
    public static Optional<String> address(Connection connection, Service service) {
        return LiveConnection.of(connection).gateway().address(service);
    }
}
