package dev.plinth.auth;

import dev.plinth.auth.internal.users.UserListOperations;

/** Filter, order and page size of a list of users. Not thread-safe. */
public sealed interface UserQuery permits UserListOperations.Query {

    /**
     * Lists only users whose e-mail address or full name contains a text. Phone numbers are not searched. The search in
     * e-mail addresses is case-sensitive, and the server stores them in lower case. {@code %} and {@code _} are
     * wildcards and cannot be escaped. A control plane may ignore the filter and list all users.
     *
     * @param text the text to search for
     * @return this query
     */
    UserQuery filter(String text);

    /**
     * Lists the newest users first. Users who are created during the iteration then shift the following pages. The
     * default order, oldest first, has new users at the end instead.
     *
     * @return this query
     */
    UserQuery newestFirst();

    /**
     * Sets the page size: how many users one request returns. Default: 200.
     *
     * @param users the number of users, at least 1
     * @return this query
     * @throws IllegalArgumentException if the number is less than 1
     */
    UserQuery pageSize(int users);

    /**
     * Uses the server's cursor pagination if the server supports it, and page numbers otherwise. With a cursor, late
     * pages are as fast as early ones. Most servers do not support cursors. Lists by cursor have no total.
     *
     * @return this query
     */
    UserQuery cursorPagination();

    /**
     * Continues a list after a page that was read before. Implies {@link #cursorPagination}. The filter and the order
     * have to be those of the list that returned the token.
     *
     * @param pageToken the page's {@link dev.plinth.core.Page#nextToken() nextToken}
     * @return this query
     */
    UserQuery pageToken(String pageToken);
}
