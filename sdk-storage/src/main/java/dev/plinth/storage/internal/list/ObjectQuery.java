package dev.plinth.storage.internal.list;

import dev.plinth.storage.internal.api.NameRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filter, order and page size of a list of objects. */
public record ObjectQuery(
        String prefix,
        @Nullable String search,
        String column,
        boolean descending,
        boolean recursive,
        int pageSize,
        @Nullable String cursor) {

    private static final String BY_NAME = "name";

    /**
     * Throws for combinations of options for which the server returns wrong lists.
     *
     * @throws IllegalArgumentException if the options cannot be combined
     */
    public ObjectQuery validated() {
        NameRules.checkPrefix(prefix);
        if (descending && column.equals(BY_NAME) && !recursive) {
            throw new IllegalArgumentException(
                    "the server omits folders from a level that is sorted by name in descending order:"
                            + " sort in ascending order or by a time, or list recursively");
        }
        if (recursive && !supportsCursor()) {
            throw new IllegalArgumentException(
                    "search and the order by last access cannot be combined with recursive(true)");
        }
        if (cursor != null && !supportsCursor()) {
            throw new IllegalArgumentException("search and the order by last access have no page tokens");
        }
        return this;
    }

    /** Checks whether the list route with cursors supports this query. */
    boolean supportsCursor() {
        return search == null && !column.equals("last_accessed_at");
    }

    boolean isSortedByName() {
        return column.equals(BY_NAME);
    }

    Map<String, String> sortBy() {
        return Map.of("column", column, "order", descending ? "desc" : "asc");
    }

    /** Returns the folder of the prefix, with the slash at its end; empty for the top level. */
    String folder() {
        return prefix.substring(0, prefix.lastIndexOf('/') + 1);
    }

    /** Returns the part of the prefix after its folder. */
    String namePrefix() {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }
}
