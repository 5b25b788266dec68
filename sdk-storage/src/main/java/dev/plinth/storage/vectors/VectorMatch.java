package dev.plinth.storage.vectors;

import java.util.Optional;
import java.util.OptionalDouble;

/** A vector, as a query, a list or a get returns it. Immutable and thread-safe. Implemented by Plinth only. */
public interface VectorMatch {

    /** {@return the vector's key} */
    String key();

    /** {@return the distance to the query vector; empty unless a query requested it with {@code returnDistance}} */
    OptionalDouble distance();

    /** {@return a copy of the components; empty unless {@code returnData} was set, which a query does not offer} */
    Optional<float[]> data();

    /** {@return the metadata; empty unless {@code returnMetadata} was set} */
    VectorMetadata metadata();
}
