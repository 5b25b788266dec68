/** URL encoding, argument checks, and the masking of secrets and untrusted text. */
@NullMarked
package dev.plinth.core.internal.text;

import org.jspecify.annotations.NullMarked;
