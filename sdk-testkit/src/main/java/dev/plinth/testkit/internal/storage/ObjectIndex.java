package dev.plinth.testkit.internal.storage;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The objects of one bucket in both orders that lists ask for, so that a page never sorts the whole bucket. */
public final class ObjectIndex {
    /** Names that differ in case alone: the lower-case one first. */
    private static final Comparator<String> LOWER_CASE =
            String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.reverseOrder());

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
}
