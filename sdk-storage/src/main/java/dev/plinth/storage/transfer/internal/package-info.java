/** How the transfers work. Not part of the API. */
@NullMarked
package dev.plinth.storage.transfer.internal;

import org.jspecify.annotations.NullMarked;
