/** Files that only their owner can read, and that are replaced atomically. */
@NullMarked
package dev.plinth.auth.internal.file;

import org.jspecify.annotations.NullMarked;
