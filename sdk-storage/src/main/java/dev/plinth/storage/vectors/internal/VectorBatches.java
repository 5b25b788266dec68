package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Divides vectors into batches that the server accepts: limited in number and size of the request's body, and without
 * duplicate keys. Only one batch is held in memory.
 */
final class VectorBatches {

    private static final int MAX_VECTORS = 500;

    /** The server accepts bodies of up to 20 MiB, and a component has up to 16 characters. */
    private static final int MAX_COMPONENTS = 1 << 20;

    private final Consumer<List<VectorObject>> sender;
    private final List<VectorObject> batch = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private int dimension;

    VectorBatches(Consumer<List<VectorObject>> sender) {
        this.sender = sender;
    }

    /** Checks all vectors of a collection before the first batch is sent. Other sources may be readable only once. */
    void checkFirst(Iterable<? extends VectorObject> vectors) {
        if (vectors instanceof Collection<?>) {
            vectors.forEach(this::check);
        }
    }

    void add(VectorObject vector) {
        check(vector);
        boolean full = batch.size() == MAX_VECTORS || (batch.size() + 1) * dimension > MAX_COMPONENTS;
        if (full || keys.contains(vector.key())) {
            flush();
        }
        batch.add(vector);
        keys.add(vector.key());
    }

    void flush() {
        if (!batch.isEmpty()) {
            sender.accept(List.copyOf(batch));
            batch.clear();
            keys.clear();
        }
    }

    private void check(VectorObject vector) {
        int components = Arguments.required(vector, "vector").dimension();
        if (dimension == 0) {
            dimension = components;
        }
        if (components != dimension) {
            throw new IllegalArgumentException("the vector \"" + vector.key() + "\" has " + components
                    + " components, but those before it have " + dimension);
        }
    }
}
