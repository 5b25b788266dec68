/** Finds out why S3 does not work. */
@NullMarked
package dev.plinth.s3compat.internal.doctor;

import org.jspecify.annotations.NullMarked;
