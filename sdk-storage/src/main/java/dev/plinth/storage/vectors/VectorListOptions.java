package dev.plinth.storage.vectors;

import dev.plinth.storage.vectors.internal.ListSettings;

/** Options for a list of vector buckets or of indexes. Not thread-safe. */
public sealed interface VectorListOptions permits ListSettings {

    /**
     * Lists only names that start with a text.
     *
     * @param prefix the text
     * @return these options
     */
    VectorListOptions prefix(String prefix);

    /**
     * Sets how many entries are requested at a time.
     *
     * @param size the number, 1 to 500; 500 by default
     * @return these options
     * @throws IllegalArgumentException if the number is outside this range
     */
    VectorListOptions pageSize(int size);

    /**
     * Continues a list after the page that returned this token.
     *
     * @param pageToken the token of a {@link dev.plinth.core.Page}
     * @return these options
     */
    VectorListOptions pageToken(String pageToken);
}
