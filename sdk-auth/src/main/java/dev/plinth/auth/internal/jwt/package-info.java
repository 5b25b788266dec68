/** Tokens verified without the server, on java-jwt. */
@NullMarked
package dev.plinth.auth.internal.jwt;

import org.jspecify.annotations.NullMarked;
