package dev.plinth.storage.vectors;

import dev.plinth.storage.vectors.internal.QuerySettings;

/** Options for a similarity search. Not thread-safe. */
public sealed interface VectorQueryOptions permits QuerySettings {

    /**
     * Searches only vectors whose metadata meets a condition.
     *
     * @param filter the condition
     * @return these options
     */
    VectorQueryOptions filter(VectorFilter filter);

    /**
     * Sets whether the distance of each result is returned.
     *
     * @param returnDistance true to return it; false by default
     * @return these options
     */
    VectorQueryOptions returnDistance(boolean returnDistance);

    /**
     * Sets whether the metadata of each result is returned.
     *
     * @param returnMetadata true to return it; false by default
     * @return these options
     */
    VectorQueryOptions returnMetadata(boolean returnMetadata);
}
