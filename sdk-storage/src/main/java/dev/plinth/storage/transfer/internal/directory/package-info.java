/** Transfers of directories: options, finding the files, and transferring them. */
@NullMarked
package dev.plinth.storage.transfer.internal.directory;

import org.jspecify.annotations.NullMarked;
