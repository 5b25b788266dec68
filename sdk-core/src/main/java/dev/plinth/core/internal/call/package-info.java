/** The state of one call while it runs, its exceptions, and the observers that are notified of it. */
@NullMarked
package dev.plinth.core.internal.call;

import org.jspecify.annotations.NullMarked;
