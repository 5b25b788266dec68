/** Operations on stored objects: metadata, existence and deletion. */
@NullMarked
package dev.plinth.storage.internal.object;

import org.jspecify.annotations.NullMarked;
