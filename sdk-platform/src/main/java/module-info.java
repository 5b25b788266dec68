/** The entry point: platforms, projects, their users and their files. */
@org.jspecify.annotations.NullMarked
module dev.plinth {
    requires static transitive org.jspecify;
    requires transitive dev.plinth.core;
    requires transitive dev.plinth.auth;
    requires transitive dev.plinth.storage;

    exports dev.plinth;

    opens dev.plinth.internal to
            com.fasterxml.jackson.databind;
}
