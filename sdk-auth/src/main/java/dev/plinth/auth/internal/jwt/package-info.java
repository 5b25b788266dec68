/** Verification of access tokens. */
@NullMarked
package dev.plinth.auth.internal.jwt;

import org.jspecify.annotations.NullMarked;
