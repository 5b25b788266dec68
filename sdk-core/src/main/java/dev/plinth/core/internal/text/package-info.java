/** Putting URLs together. */
@NullMarked
package dev.plinth.core.internal.text;

import org.jspecify.annotations.NullMarked;
