/** Operations: the description of one request of a service, its routes and the decoders of its responses. */
@NullMarked
package dev.plinth.core.internal.operation;

import org.jspecify.annotations.NullMarked;
