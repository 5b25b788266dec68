/** The request path: one decorator for each concern, from retries down to the transport. */
@NullMarked
package dev.plinth.core.internal.exchange;

import org.jspecify.annotations.NullMarked;
