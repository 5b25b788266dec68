/** Contents of all kinds. */
@NullMarked
package dev.plinth.core.internal.content;

import org.jspecify.annotations.NullMarked;
