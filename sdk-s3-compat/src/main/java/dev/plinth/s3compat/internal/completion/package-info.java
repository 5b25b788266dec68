/** Completion of multipart uploads whose response was lost. */
@NullMarked
package dev.plinth.s3compat.internal.completion;

import org.jspecify.annotations.NullMarked;
