/** Programs that show users, sessions and tokens. Each is run by a test. */
@NullMarked
package dev.plinth.examples.auth;

import org.jspecify.annotations.NullMarked;
