/** Carries the requests of AWS's blocking clients over the transport that all of the SDK uses. */
@NullMarked
package dev.plinth.s3compat.internal.wire;

import org.jspecify.annotations.NullMarked;
