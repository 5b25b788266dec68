/** The setup of the AWS SDK, and corrections for the AWS SDK and the server. */
@NullMarked
package dev.plinth.s3compat.internal;

import org.jspecify.annotations.NullMarked;
