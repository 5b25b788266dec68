package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.vectors.VectorMatch;
import dev.plinth.storage.vectors.VectorMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A vector of a response. The array of its components is not shared with callers. */
record VectorMatchRecord(String key, OptionalDouble distance, Optional<float[]> components, VectorMetadata metadata)
        implements VectorMatch {

    /** A vector as the server sends it. */
    record Row(String key, Optional<Double> distance, Optional<Data> data, Map<String, Object> metadata) {

        VectorMatch match() {
            return new VectorMatchRecord(
                    key,
                    distance.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    data.flatMap(Data::float32),
                    MetadataValues.of(metadata));
        }
    }

    record Data(Optional<float[]> float32) {}

    @Override
    public Optional<float[]> data() {
        return components.map(float[]::clone);
    }

    @Override
    public String toString() {
        return Description.of("VectorMatch")
                .add("key", key)
                .add("distance", distance)
                .add("dimension", components.map(array -> array.length))
                .add("metadata", metadata.values())
                .toString();
    }
}
