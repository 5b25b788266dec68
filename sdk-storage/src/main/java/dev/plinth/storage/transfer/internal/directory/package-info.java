/** Transfers of many files: what is to be done, and the doing of it. */
@NullMarked
package dev.plinth.storage.transfer.internal.directory;

import org.jspecify.annotations.NullMarked;
