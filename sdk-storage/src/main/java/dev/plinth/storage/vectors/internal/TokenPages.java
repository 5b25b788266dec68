package dev.plinth.storage.vectors.internal;

import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.paging.CursorIterator;
import dev.plinth.core.internal.paging.CursorPage;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of a list with page tokens. Each page is requested when it is needed. */
final class TokenPages<T> implements Iterable<Page<T>> {

    private final Connection connection;
    private final int size;
    private final @Nullable String firstToken;
    private final Request<T> request;

    /** Creates the operation that requests a page. */
    @FunctionalInterface
    interface Request<T> {

        Operation<CursorPage<T>> page(@Nullable String cursor, int size);
    }

    private TokenPages(Connection connection, int size, @Nullable String firstToken, Request<T> request) {
        this.connection = connection;
        this.size = size;
        this.firstToken = firstToken;
        this.request = request;
    }

    /** Returns a lazy list. */
    static <T> PagedIterable<T> list(Connection connection, int size, @Nullable String firstToken, Request<T> request) {
        return Calls.list(connection, new TokenPages<>(connection, size, firstToken, request));
    }

    /** Creates a page. An absent or empty token means that it is the last one. */
    static <T> CursorPage<T> page(List<T> items, Optional<String> next) {
        String cursor = next.filter(text -> !text.isEmpty()).orElse(null);
        return new CursorPage<>(items, cursor != null, cursor);
    }

    @Override
    public Iterator<Page<T>> iterator() {
        return new CursorIterator<>(
                name(),
                size,
                firstToken,
                (cursor, items) -> OperationRunner.run(connection, request.page(cursor, items)));
    }

    private String name() {
        return request.page(firstToken, size).name();
    }

    @Override
    public String toString() {
        return name();
    }
}
