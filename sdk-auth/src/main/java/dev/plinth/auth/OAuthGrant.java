package dev.plinth.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The access that a user granted to an OAuth client. Immutable and thread-safe. Implemented by Plinth only. */
public interface OAuthGrant {

    /**
     * Returns the client.
     *
     * @return the client
     */
    OAuthClientInfo client();

    /**
     * Returns the granted scopes.
     *
     * @return the scopes, unmodifiable
     */
    List<String> scopes();

    /**
     * Returns when the access was granted.
     *
     * @return the time, if the server sent it
     */
    Optional<Instant> grantedAt();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable; empty if there are none
     */
    Map<String, Object> unknownFields();
}
