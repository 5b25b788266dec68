package dev.plinth.core.internal.call;

/**
 * How a list is paged.
 *
 * @param size how many items are asked for at a time
 * @param shortPageIsLast whether the server is known to fill its pages, so that a shorter one is the last; where a proxy
 *     may have dropped the size, only an empty page is
 */
public record Paging(int size, boolean shortPageIsLast) {}
