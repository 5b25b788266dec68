/** How parallel downloads work. Not part of the API. */
@NullMarked
package dev.plinth.storage.transfer.internal.download;

import org.jspecify.annotations.NullMarked;
