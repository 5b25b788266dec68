/**
 * HTTP as Plinth sees it: requests, answers, and the transport that exchanges them. Needed for requests of your own
 * ({@link dev.plinth.core.Connection#http()}) and for a transport of your own.
 */
@NullMarked
package dev.plinth.core.http;

import org.jspecify.annotations.NullMarked;
