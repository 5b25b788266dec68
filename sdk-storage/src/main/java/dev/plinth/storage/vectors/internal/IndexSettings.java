package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorIndexOptions;
import java.util.List;

/** Collects the settings of a new index. */
public final class IndexSettings implements VectorIndexOptions {

    List<String> nonFilterable = List.of();

    @Override
    public IndexSettings nonFilterableMetadataKeys(String... keys) {
        nonFilterable = VectorRules.checkMetadataKeys(List.of(Arguments.required(keys, "keys")));
        return this;
    }
}
