/**
 * Client of the Auth server: users, sessions and access tokens of a project. Start at {@link
 * dev.plinth.auth.AuthClient}, {@link dev.plinth.auth.Users} or {@link dev.plinth.auth.TokenVerifier}.
 */
@NullMarked
package dev.plinth.auth;

import org.jspecify.annotations.NullMarked;
