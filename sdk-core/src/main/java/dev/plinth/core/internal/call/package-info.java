/** The request path: operations, the decorators that exchange them, and what a connection shares. */
@NullMarked
package dev.plinth.core.internal.call;

import org.jspecify.annotations.NullMarked;
