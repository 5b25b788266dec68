package dev.plinth.storage.internal.bucket;

import org.jspecify.annotations.Nullable;

/** The search, sort column and order of a list of buckets. */
public record BucketQuery(@Nullable String search, String column, boolean descending) {}
