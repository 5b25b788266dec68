/** What the Auth server's wire looks like. */
@NullMarked
package dev.plinth.auth.internal;

import org.jspecify.annotations.NullMarked;
