/** The two ways to a project. */
@NullMarked
package dev.plinth.core.internal.gateway;

import org.jspecify.annotations.NullMarked;
