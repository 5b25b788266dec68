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
     * Refuses combinations that the server would answer wrongly.
     *
     * @throws IllegalArgumentException if the options cannot be combined
     */
    public ObjectQuery checked() {
        NameRules.prefix(prefix);
        if (descending && column.equals(BY_NAME) && !recursive) {
            throw new IllegalArgumentException(
                    "the server leaves folders out of a level that is sorted by name in descending order:"
                            + " sort in ascending order or by a time, or list recursively");
        }
        if (recursive && !cursored()) {
            throw new IllegalArgumentException(
                    "search and the order by last access cannot be combined with recursive(true)");
        }
        if (cursor != null && !cursored()) {
            throw new IllegalArgumentException("search and the order by last access have no page tokens");
        }
        return this;
    }

    /** Checks whether the list route with cursors supports this query. */
    boolean cursored() {
        return search == null && !column.equals("last_accessed_at");
    }

    boolean byName() {
        return column.equals(BY_NAME);
    }

    Map<String, String> sortBy() {
        return Map.of("column", column, "order", descending ? "desc" : "asc");
    }

    /** The folder of the prefix, with the slash at its end; empty for the top level. */
    String folder() {
        return prefix.substring(0, prefix.lastIndexOf('/') + 1);
    }

    /** The part of the prefix after its folder. */
    String namePrefix() {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }
}
