/** Diagnoses S3 settings. */
@NullMarked
package dev.plinth.s3compat.internal.doctor;

import org.jspecify.annotations.NullMarked;
