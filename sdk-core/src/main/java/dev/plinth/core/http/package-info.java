/**
 * HTTP requests, responses and headers, and the transport that exchanges them. Needed for custom requests
 * ({@link dev.plinth.core.Connection#http()}) and custom transports.
 */
@NullMarked
package dev.plinth.core.http;

import org.jspecify.annotations.NullMarked;
