/** What all operations of the Storage server share: error codes, names and keys. */
@NullMarked
package dev.plinth.storage.internal.api;

import org.jspecify.annotations.NullMarked;
