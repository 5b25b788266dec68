package dev.plinth.storage.vectors;

import java.time.Instant;
import java.util.Optional;

/** A vector bucket, as the server reports it. Immutable and thread-safe. Implemented by Plinth only. */
public interface VectorBucketInfo {

    /** {@return the bucket's name} */
    String name();

    /** {@return when the bucket was created, if the server reported it} */
    Optional<Instant> createdAt();
}
