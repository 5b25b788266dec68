/**
 * Shared by all Plinth clients: connections, credentials, request bodies, lazy lists, exceptions, and the base class of
 * clients ({@link dev.plinth.core.ApiClient}).
 */
@NullMarked
package dev.plinth.core;

import org.jspecify.annotations.NullMarked;
