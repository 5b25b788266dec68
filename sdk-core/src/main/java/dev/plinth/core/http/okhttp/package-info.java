/** Adapter for your own OkHttp client. */
@NullMarked
package dev.plinth.core.http.okhttp;

import org.jspecify.annotations.NullMarked;
