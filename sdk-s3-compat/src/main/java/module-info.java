/** The AWS SDK's S3 client, configured so that it works with a Supabase-style project. */
@org.jspecify.annotations.NullMarked
module dev.plinth.s3compat {
    requires static transitive org.jspecify;
    requires transitive dev.plinth.core;

    exports dev.plinth.s3compat;
}
