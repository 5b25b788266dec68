/**
 * The entry point of Plinth. A {@link dev.plinth.Platform} reaches projects through the platform's control plane; a
 * {@link dev.plinth.Project} can also be reached directly.
 */
@NullMarked
package dev.plinth;

import org.jspecify.annotations.NullMarked;
