package dev.plinth.core.internal.paging;

/**
 * How a list is divided into pages.
 *
 * @param size the number of items requested per page
 * @param shortPageIsLast whether the server always fills its pages, so that a shorter page is the last one. If a proxy
 *     may have dropped the size, only an empty page is the last one
 * @param byOffset whether a page may start at any item. Each page then starts with the last item of the previous one,
 *     which shows whether items in between were deleted. Otherwise pages start at multiples of their size
 */
public record Paging(int size, boolean shortPageIsLast, boolean byOffset) {

    /** Pages that are requested by number. */
    public static Paging byNumber(int size) {
        return new Paging(size, false, false);
    }

    /** Pages that start at any item, and that the server always fills. */
    public static Paging byOffset(int size) {
        return new Paging(size, true, true);
    }
}
