/**
 * Analytics buckets: Apache Iceberg tables. The entry point is {@link
 * dev.plinth.storage.analytics.AnalyticsBuckets}.
 */
@NullMarked
package dev.plinth.storage.analytics;

import org.jspecify.annotations.NullMarked;
