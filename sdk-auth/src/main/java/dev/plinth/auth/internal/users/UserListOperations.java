package dev.plinth.auth.internal.users;

import dev.plinth.auth.AuditEntry;
import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.User;
import dev.plinth.auth.UserQuery;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.paging.DecodedPage;
import dev.plinth.core.internal.paging.PageRequest;
import dev.plinth.core.internal.paging.Paging;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists of users and of audit log entries. */
public final class UserListOperations {

    static final String LIST = "users.list";

    private static final int PAGE_SIZE = 200;
    private static final String DEFAULT_SORT = "created_at asc";

    private static final Decoder<List<AuditRecord>> AUDIT = Decoder.json(Json.listReader(AuditRecord.class));

    private UserListOperations() {}

    /** The values of a {@link UserQuery}. */
    public static final class Query implements UserQuery {

        private @Nullable String filter;
        private @Nullable String sort;
        private int size = PAGE_SIZE;
        private boolean cursor;
        private @Nullable String token;

        @Override
        public UserQuery filter(String text) {
            filter = Objects.requireNonNull(text, "text");
            return this;
        }

        @Override
        public UserQuery newestFirst() {
            sort = "created_at desc";
            return this;
        }

        @Override
        public UserQuery pageSize(int users) {
            if (users < 1) {
                throw new IllegalArgumentException("the page size must be at least 1: " + users);
            }
            size = users;
            return this;
        }

        @Override
        public UserQuery cursorPagination() {
            cursor = true;
            return this;
        }

        @Override
        public UserQuery pageToken(String pageToken) {
            this.token = Arguments.present(pageToken, "pageToken");
            return cursorPagination();
        }

        @Nullable
        String token() {
            return token;
        }

        @Nullable
        String filter() {
            return filter;
        }

        /**
         * Returns the order. Control planes get one only if the caller set it, because they may not support sorting.
         */
        @Nullable
        String sort(Dialect dialect) {
            return sort == null && dialect == Dialect.PROJECT ? DEFAULT_SORT : sort;
        }

        int size() {
            return size;
        }
    }

    /** {@code GET /admin/users}. */
    public static PagedIterable<User> users(Connection connection, Consumer<? super UserQuery> options) {
        Query query = Arguments.configured(new Query(), options, "options");
        return query.cursor
                ? Calls.list(connection, new CursorPages(connection, query))
                : Calls.list(connection, Paging.byNumber(query.size), request(query), User::id);
    }

    /** Lists users by page number, starting after a first page that was already requested. */
    static Iterable<Page<User>> listAfter(Page<User> first, Connection connection, Query query) {
        return Calls.listAfter(first, connection, Paging.byNumber(query.size), request(query), User::id);
    }

    private static PageRequest<User> request(Query query) {
        return (start, size) -> page(query, start / size + 1, size);
    }

    static Operation<DecodedPage<User>> page(Query query, long number, int size) {
        return Operation.safe(
                AuthService.SERVICE,
                LIST,
                dialect -> AuthService.versioned(Route.get(UserOperations.users(dialect))
                                .query("page", number)
                                .query("per_page", size)
                                .query("sort", query.sort(dialect))
                                .query("filter", query.filter()))
                        .decode(UserPage::decode));
    }

    /** Finds the user with an e-mail address. The server can only search for parts of addresses, with wildcards. */
    public static Optional<User> byEmail(Connection connection, String email) {
        String exact = EmailOrPhone.email(email).value();
        return users(connection, query -> query.filter(exact)).stream()
                .filter(user -> user.email().filter(exact::equals).isPresent())
                .findFirst();
    }

    /** {@code GET /admin/audit}. */
    public static PagedIterable<AuditEntry> audit(Connection connection, @Nullable String scopedText) {
        return Calls.list(
                connection,
                Paging.byNumber(PAGE_SIZE),
                (start, size) -> audit(start / size + 1, size, scopedText),
                AuditEntry::id);
    }

    private static Operation<DecodedPage<AuditEntry>> audit(long number, int size, @Nullable String scopedText) {
        Route.Builder route = Route.get("/admin/audit")
                .query("page", number)
                .query("per_page", size)
                .query("query", scopedText);
        return Operation.safe(
                AuthService.SERVICE,
                "users.auditLog",
                AuthService.direct(
                        route,
                        response ->
                                new DecodedPage<>(List.copyOf(AUDIT.decode(response)), UserPage.totalCount(response))));
    }
}
