/** The bridge to OkHttp. */
@NullMarked
package dev.plinth.core.http.okhttp;

import org.jspecify.annotations.NullMarked;
