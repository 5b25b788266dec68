/** Whole processes that transfer, list and start, compared with programs written by hand. */
@NullMarked
package dev.plinth.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
