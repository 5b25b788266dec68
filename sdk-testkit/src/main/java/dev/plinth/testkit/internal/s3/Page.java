package dev.plinth.testkit.internal.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list: items, and the folders into which a delimiter folds them.
 *
 * @param entries what is on it, in the order of the names' bytes
 * @param truncated whether there is more
 */
record Page<T>(List<Entry<T>> entries, boolean truncated) {
    /** Sorts after every name in a folder. */
    private static final char LAST = Character.MAX_VALUE;

    /** An item; or a folder, with its name up to the delimiter. */
    record Entry<T>(String name, @Nullable T item) {}

    /**
     * The requested page.
     *
     * @param prefix the beginning of the names
     * @param delimiter what folds names together; empty for nothing
     * @param after the key in the index after which the page begins; empty for the first page
     * @param limit the maximum number of entries
     */
    record Query(String prefix, String delimiter, String after, int limit) {}

    /** A page of the items that are visible; their names are the beginnings of their keys in the index. */
    static <T> Page<T> of(NavigableMap<String, T> index, Function<T, @Nullable String> visibleName, Query query) {
        List<Entry<T>> entries = new ArrayList<>();
        Map.Entry<String, T> at = query.after().compareTo(query.prefix()) < 0
                ? index.ceilingEntry(query.prefix())
                : query.after().isEmpty() ? index.firstEntry() : index.higherEntry(query.after());
        while (at != null && at.getKey().startsWith(query.prefix())) {
            String next = at.getKey();
            String name = visibleName.apply(at.getValue());
            if (name != null) {
                if (entries.size() == query.limit()) {
                    return new Page<>(entries, true);
                }
                String folder = folder(name, query);
                entries.add(folder == null ? new Entry<>(name, at.getValue()) : new Entry<>(folder, null));
                next = folder == null ? next : behind(folder);
            }
            at = index.higherEntry(next);
        }
        return new Page<>(entries, false);
    }

    private static @Nullable String folder(String name, Query query) {
        String delimiter = query.delimiter();
        int index = delimiter.isEmpty()
                ? -1
                : name.indexOf(delimiter, query.prefix().length());
        return index < 0 ? null : name.substring(0, index + delimiter.length());
    }

    /** The place in an index after everything that begins with a text. */
    static String behind(String text) {
        return text + LAST;
    }

    List<T> items() {
        return entries.stream()
                .flatMap(entry -> Stream.ofNullable(entry.item()))
                .toList();
    }

    List<String> folders() {
        return entries.stream()
                .filter(entry -> entry.item() == null)
                .map(Entry::name)
                .toList();
    }

    /** The entry after which the next page begins; empty if this is the last page. */
    Optional<Entry<T>> next() {
        return truncated ? Optional.of(entries.get(entries.size() - 1)) : Optional.empty();
    }
}
