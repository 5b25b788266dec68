/** The request path that every Plinth client shares. */
// The modules named in the qualified exports are compiled after this one, and okio has no descriptor of its own.
@SuppressWarnings({"module", "requires-automatic"})
@org.jspecify.annotations.NullMarked
module dev.plinth.core {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    // Only dev.plinth.core.http.okhttp exposes its types: users of that package have OkHttp on their own path.
    requires okhttp3;
    requires okio;
    requires org.slf4j;

    exports dev.plinth.core;
    exports dev.plinth.core.http;
    exports dev.plinth.core.http.okhttp;
    exports dev.plinth.core.internal.async to
            dev.plinth.auth,
            dev.plinth.storage,
            dev.plinth.s3compat;
    exports dev.plinth.core.internal.connection to
            dev.plinth,
            dev.plinth.auth,
            dev.plinth.storage,
            dev.plinth.s3compat;
    exports dev.plinth.core.internal.error to
            dev.plinth,
            dev.plinth.auth,
            dev.plinth.storage;
    exports dev.plinth.core.internal.operation to
            dev.plinth,
            dev.plinth.auth,
            dev.plinth.storage;
    exports dev.plinth.core.internal.paging to
            dev.plinth,
            dev.plinth.auth,
            dev.plinth.storage;
    exports dev.plinth.core.internal.content to
            dev.plinth.storage;
    exports dev.plinth.core.internal.gateway to
            dev.plinth,
            dev.plinth.storage,
            dev.plinth.s3compat;
    exports dev.plinth.core.internal.json to
            dev.plinth,
            dev.plinth.auth,
            dev.plinth.storage;
    exports dev.plinth.core.internal.text to
            dev.plinth,
            dev.plinth.auth,
            dev.plinth.storage,
            dev.plinth.s3compat;
}
