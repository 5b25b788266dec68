/** Client of the Auth server of a Supabase-style project: users, sessions and access tokens. */
@org.jspecify.annotations.NullMarked
module dev.plinth.auth {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive dev.plinth.core;
    requires com.auth0.jwt;

    exports dev.plinth.auth;

    opens dev.plinth.auth.internal.account to
            com.fasterxml.jackson.databind;
    opens dev.plinth.auth.internal.admin to
            com.fasterxml.jackson.databind;
    opens dev.plinth.auth.internal.jwt to
            com.fasterxml.jackson.databind;
    opens dev.plinth.auth.internal.passkey to
            com.fasterxml.jackson.databind;
    opens dev.plinth.auth.internal.session to
            com.fasterxml.jackson.databind;
    opens dev.plinth.auth.internal.signin to
            com.fasterxml.jackson.databind;
    opens dev.plinth.auth.internal.users to
            com.fasterxml.jackson.databind;
}
