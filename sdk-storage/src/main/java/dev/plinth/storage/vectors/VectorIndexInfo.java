package dev.plinth.storage.vectors;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The settings of an index, as the server reports them. Immutable and thread-safe. Implemented by Plinth only. */
public interface VectorIndexInfo {

    /** {@return the name of the index} */
    String name();

    /** {@return the number of components of each vector} */
    int dimension();

    /** {@return how distances are measured} */
    DistanceMetric distanceMetric();

    /** {@return the metadata keys that filters cannot use} */
    List<String> nonFilterableMetadataKeys();

    /** {@return when the index was created, if the server reported it} */
    Optional<Instant> createdAt();
}
