/** Other clients, for comparison. */
@NullMarked
package dev.plinth.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
