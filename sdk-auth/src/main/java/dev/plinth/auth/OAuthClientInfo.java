package dev.plinth.auth;

import java.util.Optional;

/** What users may know of an OAuth client. Immutable and thread-safe. Implemented by Plinth only. */
public interface OAuthClientInfo {

    /**
     * Returns the client id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns the client's name.
     *
     * @return the name, if there is one
     */
    Optional<String> name();

    /**
     * Returns the URL of the client's home page.
     *
     * @return the URL, if there is one
     */
    Optional<String> uri();

    /**
     * Returns the URL of the client's logo.
     *
     * @return the URL, if there is one
     */
    Optional<String> logoUri();
}
