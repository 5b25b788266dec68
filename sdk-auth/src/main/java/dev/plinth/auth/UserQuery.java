package dev.plinth.auth;

import dev.plinth.auth.internal.users.UserListOperations;

/** Which users are listed, and how. Not thread-safe. */
public sealed interface UserQuery permits UserListOperations.Query {

    /**
     * Lists only users whose e-mail or full name contains a text. Small and capital letters count in e-mails, which the
     * server keeps in lower case; {@code %} and {@code _} stand for any characters and cannot be escaped. Phone numbers
     * are not searched. A control plane may not know of this, and list all.
     *
     * @param text the text
     * @return this query
     */
    UserQuery filter(String text);

    /**
     * Lists the newest users first. Users who are made meanwhile move the rest: the default, oldest first, has them at
     * the end instead.
     *
     * @return this query
     */
    UserQuery newestFirst();

    /**
     * Sets how many users one call brings.
     *
     * @param users at least 1; 200 by default
     * @return this query
     */
    UserQuery pageSize(int users);

    /**
     * Goes by the server's cursors, which cost the same on every page, where it offers them; else by pages. Most servers
     * do not offer them, and lists by cursor have no total.
     *
     * @return this query
     */
    UserQuery cursorPagination();
}
