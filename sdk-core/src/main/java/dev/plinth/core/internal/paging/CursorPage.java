package dev.plinth.core.internal.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that goes by cursors.
 *
 * @param items what is on it
 * @param hasMore whether there is a next page
 * @param next where that begins
 */
public record CursorPage<T>(
        List<T> items, boolean hasMore, @Nullable String next) {}
