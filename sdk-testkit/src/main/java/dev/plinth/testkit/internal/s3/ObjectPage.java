package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list: objects, and what a delimiter folds together.
 *
 * @param entries what is on it, in the order of the names' bytes
 * @param truncated whether there is more
 */
record ObjectPage(List<Entry> entries, boolean truncated) {
    /** What sorts behind every name of a folder. */
    private static final char LAST = Character.MAX_VALUE;

    /** An object, or, with its name up to the delimiter, a folder. */
    record Entry(String name, @Nullable StoredObject object) {}

    /**
     * What is asked for.
     *
     * @param prefix what names begin with
     * @param delimiter what folds names together; empty for nothing
     * @param after what the list comes after; empty for nothing
     * @param limit the most that a page holds
     */
    record Query(String prefix, String delimiter, String after, int limit) {}

    static ObjectPage of(NavigableMap<String, StoredObject> index, Predicate<StoredObject> visible, Query query) {
        List<Entry> entries = new ArrayList<>();
        Map.Entry<String, StoredObject> at = query.after().compareTo(query.prefix()) < 0
                ? index.ceilingEntry(query.prefix())
                : query.after().isEmpty() ? index.firstEntry() : index.higherEntry(query.after());
        while (at != null && at.getKey().startsWith(query.prefix())) {
            Entry entry = visible.test(at.getValue()) ? entry(at, query) : null;
            if (entry != null && entries.size() == query.limit()) {
                return new ObjectPage(entries, true);
            }
            if (entry != null) {
                entries.add(entry);
            }
            boolean folder = entry != null && entry.object() == null;
            at = index.higherEntry(folder && entry != null ? entry.name() + LAST : at.getKey());
        }
        return new ObjectPage(entries, false);
    }

    /** The place after everything in a folder. */
    static String behind(String folder) {
        return folder + LAST;
    }

    List<StoredObject> objects() {
        List<StoredObject> objects = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.object() != null) {
                objects.add(entry.object());
            }
        }
        return objects;
    }

    List<String> folders() {
        return entries.stream()
                .filter(entry -> entry.object() == null)
                .map(Entry::name)
                .toList();
    }

    Entry last() {
        return entries.get(entries.size() - 1);
    }

    private static Entry entry(Map.Entry<String, StoredObject> at, Query query) {
        String name = at.getKey();
        int index = query.delimiter().isEmpty()
                ? -1
                : name.indexOf(query.delimiter(), query.prefix().length());
        return index < 0
                ? new Entry(name, at.getValue())
                : new Entry(name.substring(0, index + query.delimiter().length()), null);
    }
}
