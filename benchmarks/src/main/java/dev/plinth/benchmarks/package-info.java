/** What Plinth costs, compared with programs written by hand and other clients: single calls by JMH, and whole processes. */
@NullMarked
package dev.plinth.benchmarks;

import org.jspecify.annotations.NullMarked;
