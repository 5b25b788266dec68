/** Error codes, names and keys, used by all operations of the Storage server. */
@NullMarked
package dev.plinth.storage.internal.api;

import org.jspecify.annotations.NullMarked;
