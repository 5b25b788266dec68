/** What all operations of the Auth server share: routes, error codes, options and JSON fields. */
@NullMarked
package dev.plinth.auth.internal.api;

import org.jspecify.annotations.NullMarked;
