/** S3 clients for Supabase-style projects, MinIO and AWS. The entry point is {@link dev.plinth.s3compat.S3Compat}. */
@NullMarked
package dev.plinth.s3compat;

import org.jspecify.annotations.NullMarked;
