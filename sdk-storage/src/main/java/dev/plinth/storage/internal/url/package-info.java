/** Signed and public URLs. */
@NullMarked
package dev.plinth.storage.internal.url;

import org.jspecify.annotations.NullMarked;
