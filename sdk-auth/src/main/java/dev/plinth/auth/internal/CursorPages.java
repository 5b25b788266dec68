package dev.plinth.auth.internal;

import dev.plinth.auth.User;
import dev.plinth.auth.internal.UserListOperations.Query;
import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.Listing;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Users by the server's cursors. A server that has none answers the first question with a page of its usual size; the
 * rest is then asked for by number.
 */
final class CursorPages implements PagedIterable<User> {

    private final Connection connection;
    private final Query query;

    CursorPages(Connection connection, Query query) {
        this.connection = connection;
        this.query = query;
    }

    /** A page, and how to go on: by a cursor, by number, or not at all. */
    record Step(
            Listing<User> page, boolean byCursor, @Nullable String next) {}

    @Override
    public Iterable<Page<User>> pages() {
        return Pages::new;
    }

    private final class Pages implements Iterator<Page<User>> {

        private @Nullable String cursor;
        private int number;
        private int size;
        private boolean ended;

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Page<User> next() {
            if (ended) {
                throw new NoSuchElementException("the list is at its end");
            }
            return number > 1 ? byNumber() : byCursor();
        }

        private Page<User> byCursor() {
            Step step = Calls.run(connection, ask(cursor));
            boolean goesOn = step.next() != null && !step.next().equals(cursor);
            cursor = step.next();
            if (!step.byCursor()) {
                number = 2;
                size = step.page().items().size();
                goesOn = size > 0;
            }
            ended = !goesOn;
            return step.page();
        }

        private Page<User> byNumber() {
            Listing<User> page = Calls.run(connection, UserListOperations.page(query, number, size));
            number++;
            ended = page.items().size() < size;
            return page;
        }
    }

    private Operation<Step> ask(@Nullable String cursor) {
        return Operation.safe(
                Auth.SERVICE,
                "users.list",
                dialect -> Auth.versioned(Route.get(UserOperations.users(dialect))
                                .query("limit", query.size())
                                .query("cursor", cursor)
                                .query("sort", query.sort(dialect))
                                .query("filter", query.filter()))
                        .reads(UserListing::step));
    }
}
