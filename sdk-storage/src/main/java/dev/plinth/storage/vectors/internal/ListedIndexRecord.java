package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.vectors.ListedVectorIndex;
import java.time.Instant;
import java.util.Optional;

/** An entry of a list of indexes. */
record ListedIndexRecord(String indexName_, Optional<Instant> creationTime_) implements ListedVectorIndex {

    @Override
    public String name() {
        return indexName_;
    }

    @Override
    public Optional<Instant> createdAt() {
        return creationTime_;
    }

    @Override
    public String toString() {
        return Description.of("ListedVectorIndex").add("name", indexName_).toString();
    }
}
