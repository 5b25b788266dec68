/** How the AWS SDK is set up, and what is mended of it and of the server, each concern by itself. */
@NullMarked
package dev.plinth.s3compat.internal;

import org.jspecify.annotations.NullMarked;
