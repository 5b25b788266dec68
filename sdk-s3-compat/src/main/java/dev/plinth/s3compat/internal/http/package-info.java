/** The HTTP client for the AWS SDK's blocking clients, over the SDK's own transport. */
@NullMarked
package dev.plinth.s3compat.internal.http;

import org.jspecify.annotations.NullMarked;
