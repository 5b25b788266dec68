package dev.plinth.core.internal.paging;

/**
 * How a list is paged.
 *
 * @param size how many items are asked for at a time
 * @param shortPageIsLast whether the server is known to fill its pages, so that a shorter one is the last; where a proxy
 *     may have dropped the size, only an empty page is
 * @param byOffset whether a page may begin at any item. Then each begins with the last item of the page before, which
 *     shows by the page alone whether items are missing in between. Otherwise pages begin at multiples of their size
 */
public record Paging(int size, boolean shortPageIsLast, boolean byOffset) {

    /** Pages that are asked for by their number. */
    public static Paging byNumber(int size) {
        return new Paging(size, false, false);
    }

    /** Pages that begin at any item, and that the server fills. */
    public static Paging byOffset(int size) {
        return new Paging(size, true, true);
    }
}
