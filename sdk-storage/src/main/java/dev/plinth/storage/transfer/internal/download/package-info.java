/** The implementation of parallel downloads. */
@NullMarked
package dev.plinth.storage.transfer.internal.download;

import org.jspecify.annotations.NullMarked;
