/** The implementation of resumable uploads, and the parts that all transfers share. */
@NullMarked
package dev.plinth.storage.transfer.internal;

import org.jspecify.annotations.NullMarked;
