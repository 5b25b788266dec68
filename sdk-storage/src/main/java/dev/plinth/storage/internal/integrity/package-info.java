/** Digests of transferred bytes, and when they are compared. */
@NullMarked
package dev.plinth.storage.internal.integrity;

import org.jspecify.annotations.NullMarked;
