package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.vectors.DistanceMetric;
import dev.plinth.storage.vectors.VectorIndexInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The settings of an index. */
record VectorIndexRecord(
        String indexName_,
        Long dimension_,
        String distanceMetric_,
        Optional<Configuration> metadataConfiguration_,
        Optional<Instant> creationTime_)
        implements VectorIndexInfo {

    VectorIndexRecord {
        dimension_ = Math.max(0, Math.min(dimension_, Integer.MAX_VALUE));
    }

    record Configuration(List<String> nonFilterableMetadataKeys_) {}

    @Override
    public String name() {
        return indexName_;
    }

    @Override
    public int dimension() {
        return Math.toIntExact(dimension_);
    }

    @Override
    public DistanceMetric distanceMetric() {
        return DistanceMetric.of(distanceMetric_);
    }

    @Override
    public List<String> nonFilterableMetadataKeys() {
        return metadataConfiguration_
                .map(Configuration::nonFilterableMetadataKeys_)
                .orElse(List.of());
    }

    @Override
    public Optional<Instant> createdAt() {
        return creationTime_;
    }

    @Override
    public String toString() {
        return Description.of("VectorIndexInfo")
                .add("name", indexName_)
                .add("dimension", dimension())
                .add("distanceMetric", distanceMetric_)
                .add("nonFilterableMetadataKeys", nonFilterableMetadataKeys())
                .toString();
    }
}
