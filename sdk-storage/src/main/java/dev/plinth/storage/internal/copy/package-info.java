/** Moves and copies of objects. */
@NullMarked
package dev.plinth.storage.internal.copy;

import org.jspecify.annotations.NullMarked;
