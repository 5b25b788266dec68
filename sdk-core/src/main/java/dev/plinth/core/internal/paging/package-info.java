/** Lazy lists: iterators over pages that are fetched by number, offset or cursor. */
@NullMarked
package dev.plinth.core.internal.paging;

import org.jspecify.annotations.NullMarked;
