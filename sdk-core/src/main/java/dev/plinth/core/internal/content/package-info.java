/** Request bodies: bytes, files, streams, JSON and multipart forms. */
@NullMarked
package dev.plinth.core.internal.content;

import org.jspecify.annotations.NullMarked;
