/** How a platform is asked what it knows of its projects. */
@NullMarked
package dev.plinth.internal;

import org.jspecify.annotations.NullMarked;
