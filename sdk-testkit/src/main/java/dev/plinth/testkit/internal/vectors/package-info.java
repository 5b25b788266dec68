/** Vector buckets: similarity search in memory. */
package dev.plinth.testkit.internal.vectors;
