package dev.plinth.storage.vectors;

import java.time.Instant;
import java.util.Optional;

/** An entry of a list of indexes. Immutable and thread-safe. Implemented by Plinth only. */
public interface ListedVectorIndex {

    /** {@return the name of the index} */
    String name();

    /** {@return when the index was created, if the server reported it} */
    Optional<Instant> createdAt();
}
