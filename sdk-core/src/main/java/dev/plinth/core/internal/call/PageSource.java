package dev.plinth.core.internal.call;

import dev.plinth.core.Page;

/** Where a list's pages come from. */
interface PageSource<T> {

    /** Fetches one page. */
    Page<T> fetch(long start, int size);

    /** Returns the operation's name, for messages. */
    String name();
}
