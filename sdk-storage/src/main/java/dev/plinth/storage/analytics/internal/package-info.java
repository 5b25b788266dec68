/** Operations on analytics buckets. */
@NullMarked
package dev.plinth.storage.analytics.internal;

import org.jspecify.annotations.NullMarked;
