/** The transport based on OkHttp. */
@NullMarked
package dev.plinth.core.internal.okhttp;

import org.jspecify.annotations.NullMarked;
