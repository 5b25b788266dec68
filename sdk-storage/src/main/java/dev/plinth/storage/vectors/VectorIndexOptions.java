package dev.plinth.storage.vectors;

import dev.plinth.storage.vectors.internal.IndexSettings;

/** Options for a new index. Not thread-safe. */
public sealed interface VectorIndexOptions permits IndexSettings {

    /**
     * Sets the metadata keys that filters cannot use, for large values such as the text behind an embedding. By default
     * filters can use all keys.
     *
     * @param keys 1 to 10 different keys, each of 1 to 63 characters
     * @return these options
     * @throws IllegalArgumentException if a key or their number is not valid
     */
    VectorIndexOptions nonFilterableMetadataKeys(String... keys);
}
