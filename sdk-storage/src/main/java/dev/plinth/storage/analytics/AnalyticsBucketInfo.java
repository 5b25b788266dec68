package dev.plinth.storage.analytics;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An analytics bucket, as the server reports it. Immutable and thread-safe. Implemented by Plinth only. */
public interface AnalyticsBucketInfo {

    /** {@return the bucket's name, which is also the Iceberg warehouse} */
    String name();

    /** {@return when the bucket was created, if the server reported it} */
    Optional<Instant> createdAt();

    /** {@return when the bucket was last updated, if the server reported it} */
    Optional<Instant> updatedAt();

    /**
     * {@return the fields of the response that this version of Plinth does not know, by their JSON names} The values
     * are JDK types. The map is unmodifiable.
     */
    Map<String, Object> unknownFields();
}
