/**
 * The front door. {@link dev.plinth.Platform} leads to projects through a control plane, {@link dev.plinth.Project}
 * straight to one.
 */
@NullMarked
package dev.plinth;

import org.jspecify.annotations.NullMarked;
