package dev.plinth.auth.internal.users;

import dev.plinth.auth.User;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.users.UserListOperations.Query;
import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.paging.CursorIterator;
import dev.plinth.core.internal.paging.CursorPage;
import dev.plinth.core.internal.paging.DecodedPage;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Lists users by the server's cursors. A server without cursors responds to the first request with the first page by
 * number; the following pages are then requested by number.
 */
final class CursorPages implements Iterable<Page<User>> {

    private final Connection connection;
    private final Query query;

    CursorPages(Connection connection, Query query) {
        this.connection = connection;
        this.query = query;
    }

    /** A page, and how to request the next one: by cursor, by number, or not at all. */
    record CursorResult(
            DecodedPage<User> page,
            boolean byCursor,
            boolean hasMore,
            @Nullable String next) {

        CursorPage<User> toPage() {
            return new CursorPage<>(page.items(), hasMore, next);
        }
    }

    @Override
    public Iterator<Page<User>> iterator() {
        return new Pages();
    }

    private final class Pages implements Iterator<Page<User>> {

        private final CursorIterator<User> cursorPages =
                new CursorIterator<>(UserListOperations.LIST, query.size(), query.token(), this::fetch);
        private @Nullable Iterator<Page<User>> byNumber;

        private CursorPage<User> fetch(@Nullable String cursor, int size) {
            CursorResult result = OperationRunner.run(connection, request(cursor, size));
            if (cursor != null && cursor.equals(query.token()) && !result.byCursor()) {
                throw new ResponseFormatException(
                        UserListOperations.LIST + ": the server ignored the cursor of the page",
                        "list from the start, without a page token",
                        null);
            }
            if (cursor == null && !result.byCursor()) {
                byNumber = UserListOperations.listAfter(result.page(), connection, query)
                        .iterator();
            }
            return result.toPage();
        }

        @Override
        public boolean hasNext() {
            return cursorPages.hasNext() || (byNumber != null && byNumber.hasNext());
        }

        @Override
        public Page<User> next() {
            if (cursorPages.hasNext()) {
                return cursorPages.next();
            }
            if (byNumber == null) {
                throw new NoSuchElementException("the list has no more pages");
            }
            return byNumber.next();
        }
    }

    private Operation<CursorResult> request(@Nullable String cursor, int size) {
        return Operation.safe(
                AuthService.SERVICE,
                UserListOperations.LIST,
                dialect -> AuthService.versioned(Route.get(UserOperations.users(dialect))
                                .query("limit", size)
                                .query("cursor", cursor)
                                .query("sort", query.sort(dialect))
                                .query("filter", query.filter()))
                        .decode(UserPage::decodeCursorResult));
    }

    @Override
    public String toString() {
        return UserListOperations.LIST;
    }
}
