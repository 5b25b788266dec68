package dev.plinth.storage.internal.list;

import dev.plinth.storage.internal.api.NameRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which objects are asked for. */
public record ObjectQuery(
        String prefix, @Nullable String search, String column, boolean descending, boolean recursive, int pageSize) {

    private static final String BY_NAME = "name";

    /**
     * Refuses what the server would answer wrongly.
     *
     * @throws IllegalArgumentException if these do not go together
     */
    public ObjectQuery checked() {
        NameRules.prefix(prefix);
        if (descending && column.equals(BY_NAME) && !recursive) {
            throw new IllegalArgumentException(
                    "the server leaves folders out of a level that is sorted by name downwards:"
                            + " list it upwards, recursively, or sorted by a time");
        }
        if (recursive && !cursored()) {
            throw new IllegalArgumentException("search and the order by last access go for one level, not recursively");
        }
        return this;
    }

    /** Tells whether the list that goes by cursors can answer this. */
    boolean cursored() {
        return search == null && !column.equals("last_accessed_at");
    }

    boolean byName() {
        return column.equals(BY_NAME);
    }

    Map<String, String> sortBy() {
        return Map.of("column", column, "order", descending ? "desc" : "asc");
    }

    /** The folder that the prefix is in, with the slash at its end; empty for the bucket itself. */
    String folder() {
        return prefix.substring(0, prefix.lastIndexOf('/') + 1);
    }

    /** What of the prefix goes beyond its folder. */
    String rest() {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }
}
