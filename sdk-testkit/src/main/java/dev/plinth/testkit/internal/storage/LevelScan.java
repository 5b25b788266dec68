package dev.plinth.testkit.internal.storage;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks one level beneath a prefix in the order of an index. A folder is met once, and what is in it is skipped, so
 * that a page costs what is on it, however much lies in its folders. Of names that differ in case alone the
 * lower-case one comes first in an index that ignores case: so a lower-case bound cuts off none of them.
 */
record LevelScan(NavigableMap<String, StoredObject> index, String prefix, boolean ignoreCase) {
    /** The character after the slash: what is not less than {@code a0} lies behind the folder {@code a}. */
    private static final String AFTER = "0";

    /**
     * What stands on the level.
     *
     * @param path the name from the bucket's root; a folder's without its slash
     * @param isFolder whether it is a folder
     * @param first the object, or the first one met in the folder
     */
    record Entry(String path, boolean isFolder, StoredObject first) {}

    /**
     * Hands over what is visible until the taker has enough. In descending order the first row of a folder that follows
     * an object is lost, as on the real server, and the folder with it when it has no other row.
     */
    void each(boolean descending, Predicate<StoredObject> visible, Predicate<Entry> taker) {
        Map.Entry<String, StoredObject> at = descending ? last() : index.ceilingEntry(prefix);
        boolean afterObject = false;
        while (at != null && isBeneath(at.getKey())) {
            Entry entry = entry(at);
            boolean seen = visible.test(entry.first());
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

    /** The entry that an object means on this level. */
    private Entry entry(Map.Entry<String, StoredObject> at) {
        String name = at.getKey();
        int slash = name.indexOf('/', prefix.length());
        return slash < 0
                ? new Entry(name, false, at.getValue())
                : new Entry(name.substring(0, slash), true, at.getValue());
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
