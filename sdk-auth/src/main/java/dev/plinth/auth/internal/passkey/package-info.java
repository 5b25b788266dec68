/** Passkeys: registering them, signing in with them, and administering those of other users. */
@NullMarked
package dev.plinth.auth.internal.passkey;

import org.jspecify.annotations.NullMarked;
