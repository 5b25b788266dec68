package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;

/** The source of a list's pages. */
public interface PageSource<T> {

    /** Requests one page. */
    Page<T> fetch(long start, int size);

    /** Returns the operation's name, for messages. */
    String name();
}
