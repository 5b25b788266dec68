/** Users, sessions and tokens of a Supabase-style project. */
@org.jspecify.annotations.NullMarked
module dev.plinth.auth {
    requires static transitive org.jspecify;
    requires transitive dev.plinth.core;
    requires com.auth0.jwt;

    exports dev.plinth.auth;

    opens dev.plinth.auth.internal to
            com.fasterxml.jackson.databind;
}
