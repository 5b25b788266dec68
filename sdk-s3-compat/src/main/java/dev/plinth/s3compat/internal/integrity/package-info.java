/** Checks that bodies are complete: the AWS SDK leaves this to its HTTP clients, and not all of them do it. */
@NullMarked
package dev.plinth.s3compat.internal.integrity;

import org.jspecify.annotations.NullMarked;
