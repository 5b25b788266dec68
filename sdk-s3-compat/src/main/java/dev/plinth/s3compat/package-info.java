/** S3 against Supabase-style projects, MinIO and AWS. */
@NullMarked
package dev.plinth.s3compat;

import org.jspecify.annotations.NullMarked;
