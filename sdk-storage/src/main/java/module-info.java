/** A client for the buckets and objects of a Supabase-style project. */
@org.jspecify.annotations.NullMarked
module dev.plinth.storage {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive dev.plinth.core;

    exports dev.plinth.storage;
    exports dev.plinth.storage.transfer;
    exports dev.plinth.storage.vectors;
    exports dev.plinth.storage.analytics;

    opens dev.plinth.storage.vectors.internal to
            com.fasterxml.jackson.databind;
    opens dev.plinth.storage.analytics.internal to
            com.fasterxml.jackson.databind;
    opens dev.plinth.storage.internal.bucket to
            com.fasterxml.jackson.databind;
    opens dev.plinth.storage.internal.list to
            com.fasterxml.jackson.databind;
    opens dev.plinth.storage.internal.object to
            com.fasterxml.jackson.databind;
    opens dev.plinth.storage.internal.url to
            com.fasterxml.jackson.databind;
}
