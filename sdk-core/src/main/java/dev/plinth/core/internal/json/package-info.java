/** Reading and writing JSON. */
@NullMarked
package dev.plinth.core.internal.json;

import org.jspecify.annotations.NullMarked;
