package dev.plinth.testkit.internal.storage;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks what lies beneath a prefix in the order of an index; with folders, one level of it. A folder is met once, and
 * what is in it is skipped, so that a page costs what is on it, however much lies in its folders. In an index that
 * ignores case, the lower-case one of names that differ in case only comes first, so that a lower-case bound includes
 * all of them.
 */
record LevelScan(NavigableMap<String, StoredObject> index, String prefix, boolean folders, boolean ignoreCase) {
    /** The character after the slash: {@code a0} is the first name after everything in the folder {@code a}. */
    private static final String AFTER = "0";

    /**
     * An object, or a folder.
     *
     * @param path the name from the bucket's root; a folder's without its slash
     * @param isFolder whether it is a folder
     * @param object the object, or one that is in the folder
     * @param created when the object was created, or the first one in the folder
     * @param updated when the object was updated, or the first one in the folder
     */
    record Entry(String path, boolean isFolder, StoredObject object, Instant created, Instant updated) {
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
    void each(boolean descending, Predicate<StoredObject> visible, Predicate<Entry> taker) {
        Map.Entry<String, StoredObject> at = descending ? last() : index.ceilingEntry(prefix);
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
        int slash = folders ? object.name().indexOf('/', prefix.length()) : -1;
        String path = slash < 0 ? object.name() : object.name().substring(0, slash);
        return new Entry(path, slash >= 0, object, object.createdAt(), object.updatedAt());
    }

    private Map.@Nullable Entry<String, StoredObject> after(Entry entry, boolean descending) {
        if (!entry.isFolder()) {
            return descending ? index.lowerEntry(entry.path()) : index.higherEntry(entry.path());
        }
        String folder = ignoreCase ? entry.path().toLowerCase(Locale.ROOT) : entry.path();
        return descending ? index.lowerEntry(folder + "/") : index.ceilingEntry(folder + AFTER);
    }

    private Map.@Nullable Entry<String, StoredObject> last() {
        return prefix.isEmpty() ? index.lastEntry() : index.lowerEntry(next(prefix));
    }

    private static String next(String text) {
        int end = text.length() - 1;
        return text.substring(0, end) + (char) (text.charAt(end) + 1);
    }

    private boolean isBeneath(String name) {
        return name.regionMatches(ignoreCase, 0, prefix, 0, prefix.length());
    }
}
