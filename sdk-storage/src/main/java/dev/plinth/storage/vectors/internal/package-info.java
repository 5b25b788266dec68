/** Operations on vector buckets, indexes and vectors. */
@NullMarked
package dev.plinth.storage.vectors.internal;

import org.jspecify.annotations.NullMarked;
