/**
 * Vector buckets: similarity search over embeddings. The entry point is {@link
 * dev.plinth.storage.vectors.VectorBuckets}.
 */
@NullMarked
package dev.plinth.storage.vectors;

import org.jspecify.annotations.NullMarked;
