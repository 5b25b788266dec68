package dev.plinth.testkit.internal.storage;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks what lies beneath a prefix in the order of an index; with a delimiter, one level of it. A folder is met once, and
 * what is in it is skipped, so that a page costs what is on it, however much lies in its folders. In an index that
 * ignores case, the lower-case one of names that differ in case only comes first, so that a lower-case bound includes
 * all of them.
 */
public record LevelScan(NavigableMap<String, StoredObject> index, String prefix, String delimiter, boolean ignoreCase) {
    /** Sorts after every character of a name. */
    private static final char LAST = Character.MAX_VALUE;

    /**
     * An object, or a folder.
     *
     * @param path the name from the bucket's root; a folder's without its delimiter
     * @param isFolder whether it is a folder
     * @param object the object, or one that is in the folder
     * @param created when the object was created, or the first one in the folder
     * @param updated when the object was updated, or the first one in the folder
     */
    public record Entry(String path, boolean isFolder, StoredObject object, Instant created, Instant updated) {
        /** The name as lists sort it: a folder's with its slash. */
        String sortedPath() {
            return isFolder ? path + "/" : path;
        }

        /** The folder that contains both entries. */
        Entry merged(Entry other) {
            return new Entry(path, true, object, min(created, other.created), min(updated, other.updated));
        }

        private static Instant min(Instant a, Instant b) {
            return a.isBefore(b) ? a : b;
        }
    }

    /**
     * Passes visible entries to the taker until it returns false. As on the real server, in descending order the first
     * object of a folder that follows an object is lost, and the folder with it when it has no other object.
     */
    public void each(boolean descending, Predicate<StoredObject> visible, Predicate<Entry> taker) {
        Map.Entry<String, StoredObject> at = descending ? index.lowerEntry(prefix + LAST) : index.ceilingEntry(prefix);
        boolean afterObject = false;
        while (at != null && isBeneath(at.getKey())) {
            Entry entry = entry(at.getValue());
            boolean seen = visible.test(entry.object());
            boolean lost = seen && descending && afterObject && entry.isFolder();
            afterObject = seen ? !entry.isFolder() : afterObject;
            if (seen && !lost) {
                if (!taker.test(entry)) {
                    return;
                }
                at = after(entry, descending);
            } else {
                at = descending ? index.lowerEntry(at.getKey()) : index.higherEntry(at.getKey());
            }
        }
    }

    /** The entry of an object on this level. */
    Entry entry(StoredObject object) {
        int end = delimiter.isEmpty() ? -1 : object.name().indexOf(delimiter, prefix.length());
        String path = end < 0 ? object.name() : object.name().substring(0, end);
        return new Entry(path, end >= 0, object, object.createdAt(), object.updatedAt());
    }

    private Map.@Nullable Entry<String, StoredObject> after(Entry entry, boolean descending) {
        String path = entry.isFolder() ? entry.path() + delimiter : entry.path();
        String first = ignoreCase && entry.isFolder() ? path.toLowerCase(Locale.ROOT) : path;
        return descending ? index.lowerEntry(first) : index.higherEntry(entry.isFolder() ? first + LAST : first);
    }

    private boolean isBeneath(String name) {
        return name.regionMatches(ignoreCase, 0, prefix, 0, prefix.length());
    }
}
