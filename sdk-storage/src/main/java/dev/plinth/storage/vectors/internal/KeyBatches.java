package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Divides keys into as many as the server takes in a request. */
final class KeyBatches {

    /** The maximum number of keys to get. */
    static final int GET = 100;

    /** The maximum number of keys to delete. */
    static final int DELETE = 500;

    private KeyBatches() {}

    /** Returns the batches. All keys are checked before the first batch is sent; a repeated key is sent once. */
    static List<List<String>> of(Iterable<String> keys, int size) {
        Set<String> distinct = new LinkedHashSet<>();
        keys.forEach(key -> distinct.add(VectorRules.key(Arguments.required(key, "key"))));
        List<String> all = List.copyOf(distinct);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return batches;
    }
}
