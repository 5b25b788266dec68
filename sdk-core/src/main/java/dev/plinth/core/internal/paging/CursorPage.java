package dev.plinth.core.internal.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list with cursors.
 *
 * @param items the items of the page
 * @param hasMore whether there is a next page
 * @param next the cursor of the next page
 */
public record CursorPage<T>(
        List<T> items, boolean hasMore, @Nullable String next) {}
