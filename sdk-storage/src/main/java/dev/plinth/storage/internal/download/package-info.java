/** Downloads: ranges, resumption and writing to files. */
@NullMarked
package dev.plinth.storage.internal.download;

import org.jspecify.annotations.NullMarked;
