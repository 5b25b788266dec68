/** Plinth in JShell: {@code bin/plinth-shell}. */
@NullMarked
package dev.plinth.examples.shell;

import org.jspecify.annotations.NullMarked;
