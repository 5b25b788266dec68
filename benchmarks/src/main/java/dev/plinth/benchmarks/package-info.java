/** What Plinth costs, against programs written by hand. */
@NullMarked
package dev.plinth.benchmarks;

import org.jspecify.annotations.NullMarked;
