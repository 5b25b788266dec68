/** Metrics of Plinth's calls for Micrometer. */
@NullMarked
package dev.plinth.micrometer;

import org.jspecify.annotations.NullMarked;
