package dev.plinth.storage.analytics.internal;

import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.analytics.AnalyticsBucketInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** An analytics bucket. */
record AnalyticsBucketRecord(
        String name,
        Optional<String> id,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Map<String, Object> unknownFields)
        implements AnalyticsBucketInfo {

    AnalyticsBucketRecord {
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    @Override
    public String toString() {
        return Description.of("AnalyticsBucketInfo").add("name", name).toString();
    }
}
