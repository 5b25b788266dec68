/** Operations of a signed-in user on their own account. */
@NullMarked
package dev.plinth.auth.internal.account;

import org.jspecify.annotations.NullMarked;
