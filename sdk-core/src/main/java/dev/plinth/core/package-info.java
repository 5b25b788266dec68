/**
 * What all Plinth clients share: connections, credentials, contents, lists, errors, and the four ways to derive a
 * handle ({@link dev.plinth.core.ApiClient}).
 */
@NullMarked
package dev.plinth.core;

import org.jspecify.annotations.NullMarked;
