/** Uploads. */
@NullMarked
package dev.plinth.storage.internal.upload;

import org.jspecify.annotations.NullMarked;
