/** Checks that bodies arrive whole: the AWS SDK leaves that to its HTTP clients, and not all of them do it. */
@NullMarked
package dev.plinth.s3compat.internal.integrity;

import org.jspecify.annotations.NullMarked;
