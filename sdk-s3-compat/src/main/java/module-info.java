/** The AWS SDK's S3 client, configured so that it works with a Supabase-style project. */
// AWS ships no module descriptors yet.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
@org.jspecify.annotations.NullMarked
module dev.plinth.s3compat {
    requires static transitive org.jspecify;
    requires transitive dev.plinth.core;
    requires transitive software.amazon.awssdk.auth;
    requires transitive software.amazon.awssdk.services.s3;
    // Only transferManager() shows a type of it: who calls that has it at hand anyway.
    requires static transitive software.amazon.awssdk.transfer.s3;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.utils;
    requires org.reactivestreams;
    requires java.net.http;

    exports dev.plinth.s3compat;
}
