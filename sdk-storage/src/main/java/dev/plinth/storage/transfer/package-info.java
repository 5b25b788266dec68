/** Transfers that survive broken connections, restarts and crashes. */
@NullMarked
package dev.plinth.storage.transfer;

import org.jspecify.annotations.NullMarked;
