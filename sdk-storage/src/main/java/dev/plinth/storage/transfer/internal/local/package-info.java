/** The local side of directory transfers: what is in a directory, which of it takes part, and where a file may be written. */
@NullMarked
package dev.plinth.storage.transfer.internal.local;

import org.jspecify.annotations.NullMarked;
