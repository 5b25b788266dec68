package dev.plinth.testkit.internal.storage;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The objects of one bucket in both orders that lists ask for, so that a page never sorts the whole bucket. */
public final class ObjectIndex {
    private static final Comparator<String> LOWER_CASE = ObjectIndex::compareLowerCase;

    private final ConcurrentNavigableMap<String, StoredObject> byName = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<String, StoredObject> byLowerCase = new ConcurrentSkipListMap<>(LOWER_CASE);

    public Optional<StoredObject> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of the names' bytes: list v2 and S3. */
    public NavigableMap<String, StoredObject> byName() {
        return byName;
    }

    /** In the order of the lower-cased names' bytes: list v1. */
    NavigableMap<String, StoredObject> byLowerCase() {
        return byLowerCase;
    }

    void put(StoredObject object) {
        byName.put(object.name(), object);
        byLowerCase.put(object.name(), object);
    }

    void remove(String name) {
        byName.remove(name);
        byLowerCase.remove(name);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    int size() {
        return byName.size();
    }

    /** Names that differ in case alone: the lower-case one first. */
    private static int compareLowerCase(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            int difference = lower(a.charAt(i)) - lower(b.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return a.length() == b.length() ? b.compareTo(a) : a.length() - b.length();
    }

    private static int lower(char c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
}
