/** Users, sessions and tokens of a project. Start at {@link dev.plinth.auth.AuthClient}. */
@NullMarked
package dev.plinth.auth;

import org.jspecify.annotations.NullMarked;
