package dev.plinth.storage.internal.bucket;

import org.jspecify.annotations.Nullable;

/** Which buckets are asked for. */
public record BucketQuery(@Nullable String search, String column, boolean descending) {}
