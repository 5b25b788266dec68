/** What the Storage server's wire looks like. */
@NullMarked
package dev.plinth.storage.internal;

import org.jspecify.annotations.NullMarked;
