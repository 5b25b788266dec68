/** Error responses: parsing, and what is known about error codes. */
@NullMarked
package dev.plinth.core.internal.error;

import org.jspecify.annotations.NullMarked;
