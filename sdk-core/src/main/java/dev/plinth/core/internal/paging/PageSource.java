package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;

/** Where a list's pages come from. */
public interface PageSource<T> {

    /** Fetches one page. */
    Page<T> fetch(long start, int size);

    /** Returns the operation's name, for messages. */
    String name();
}
