package dev.plinth.storage.vectors;

import dev.plinth.storage.vectors.internal.GetSettings;

/** Options for getting vectors by their keys. Not thread-safe. */
public sealed interface VectorGetOptions permits GetSettings {

    /**
     * Sets whether the components are returned.
     *
     * @param returnData true to return them; false by default
     * @return these options
     */
    VectorGetOptions returnData(boolean returnData);

    /**
     * Sets whether the metadata is returned.
     *
     * @param returnMetadata true to return it; false by default
     * @return these options
     */
    VectorGetOptions returnMetadata(boolean returnMetadata);
}
