/** Operations on buckets. */
@NullMarked
package dev.plinth.storage.internal.bucket;

import org.jspecify.annotations.NullMarked;
