package dev.plinth.storage.vectors.internal;

import dev.plinth.storage.vectors.VectorGetOptions;

/** Collects the settings of a request for vectors. */
public final class GetSettings implements VectorGetOptions {

    boolean data;
    boolean metadata;

    @Override
    public GetSettings returnData(boolean returnData) {
        data = returnData;
        return this;
    }

    @Override
    public GetSettings returnMetadata(boolean returnMetadata) {
        metadata = returnMetadata;
        return this;
    }
}
