/** Bulk import of users, with a journal that makes it resumable. */
@NullMarked
package dev.plinth.auth.internal.imports;

import org.jspecify.annotations.NullMarked;
