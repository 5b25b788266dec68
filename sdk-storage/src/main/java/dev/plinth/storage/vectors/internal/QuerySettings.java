package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorFilter;
import dev.plinth.storage.vectors.VectorQueryOptions;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a search. */
public final class QuerySettings implements VectorQueryOptions {

    @Nullable
    VectorFilter filter;

    boolean distance;
    boolean metadata;

    @Override
    public QuerySettings filter(VectorFilter condition) {
        filter = Arguments.required(condition, "filter");
        return this;
    }

    @Override
    public QuerySettings returnDistance(boolean returnDistance) {
        distance = returnDistance;
        return this;
    }

    @Override
    public QuerySettings returnMetadata(boolean returnMetadata) {
        metadata = returnMetadata;
        return this;
    }
}
