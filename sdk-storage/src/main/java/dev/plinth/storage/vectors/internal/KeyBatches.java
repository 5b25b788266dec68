package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Divides keys into batches of the size that the server accepts per request. */
final class KeyBatches {

    /** The maximum number of keys per get request. */
    static final int MAX_GET = 100;

    /** The maximum number of keys per delete request. */
    static final int MAX_DELETE = 500;

    private KeyBatches() {}

    /** Returns the batches. All keys are checked first, and duplicates are removed. */
    static List<List<String>> of(Iterable<String> keys, int size) {
        Set<String> distinct = new LinkedHashSet<>();
        keys.forEach(key -> distinct.add(VectorRules.checkKey(Arguments.required(key, "key"))));
        List<String> all = List.copyOf(distinct);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return batches;
    }
}
