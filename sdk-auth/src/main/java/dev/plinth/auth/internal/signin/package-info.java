/** Sign-in and sign-up operations: passwords, one-time codes, OAuth, SSO, ID tokens and passkeys. */
@NullMarked
package dev.plinth.auth.internal.signin;

import org.jspecify.annotations.NullMarked;
