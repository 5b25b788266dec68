/** Cancellation, time limits, schedulers and background work. */
@NullMarked
package dev.plinth.core.internal.async;

import org.jspecify.annotations.NullMarked;
