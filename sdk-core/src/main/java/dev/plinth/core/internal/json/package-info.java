/** JSON, in and out. */
@NullMarked
package dev.plinth.core.internal.json;

import org.jspecify.annotations.NullMarked;
