/** Sessions: tokens, their refresh, their storage and their listeners. */
@NullMarked
package dev.plinth.auth.internal.session;

import org.jspecify.annotations.NullMarked;
