package dev.plinth.core.internal.paging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The ids of the most recently returned items: of at least two pages, and otherwise at most 10,000 items, so that lists
 * of any length need the same memory. Not thread-safe.
 */
final class SeenIds<T> {

    private static final int KEPT = 10_000;

    private final Function<? super T, ?> identity;
    private final Deque<Object> oldestFirst = new ArrayDeque<>(0);
    private Set<Object> ids = Set.of();
    private int largestPage;

    SeenIds(Function<? super T, ?> identity) {
        this.identity = identity;
    }

    boolean contains(T item) {
        return ids.contains(identity.apply(item));
    }

    /** Returns whether any of the items was returned before. */
    boolean containsAny(Collection<T> items) {
        return items.stream().anyMatch(this::contains);
    }

    /** Returns the items that were not returned before, and remembers them. */
    List<T> addNew(List<T> items) {
        ids = ids.isEmpty() ? new HashSet<>() : ids;
        List<T> fresh = new ArrayList<>(items.size());
        for (T item : items) {
            Object id = identity.apply(item);
            if (ids.add(id)) {
                oldestFirst.add(id);
                fresh.add(item);
            }
        }
        largestPage = Math.max(largestPage, items.size());
        while (oldestFirst.size() > Math.max(KEPT, 2 * largestPage)) {
            ids.remove(oldestFirst.remove());
        }
        return fresh;
    }
}
