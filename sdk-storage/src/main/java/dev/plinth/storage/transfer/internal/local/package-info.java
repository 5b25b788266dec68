/**
 * The local side of directory transfers: listing directories, selecting files, and checking paths before files are
 * written.
 */
@NullMarked
package dev.plinth.storage.transfer.internal.local;

import org.jspecify.annotations.NullMarked;
