package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.vectors.VectorBucketInfo;
import java.time.Instant;
import java.util.Optional;

/** A vector bucket. */
record VectorBucketRecord(String vectorBucketName_, Optional<Instant> creationTime_) implements VectorBucketInfo {

    @Override
    public String name() {
        return vectorBucketName_;
    }

    @Override
    public Optional<Instant> createdAt() {
        return creationTime_;
    }

    @Override
    public String toString() {
        return Description.of("VectorBucketInfo").add("name", vectorBucketName_).toString();
    }
}
