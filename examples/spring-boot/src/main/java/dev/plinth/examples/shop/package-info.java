/** The back end of a small shop: sign-in, avatars and an administration of users. */
@NullMarked
package dev.plinth.examples.shop;

import org.jspecify.annotations.NullMarked;
