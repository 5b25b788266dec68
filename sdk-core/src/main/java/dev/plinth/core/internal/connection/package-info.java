/** Connections: opening them, their options, and running operations on them. */
@NullMarked
package dev.plinth.core.internal.connection;

import org.jspecify.annotations.NullMarked;
