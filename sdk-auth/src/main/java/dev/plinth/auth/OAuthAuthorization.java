package dev.plinth.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An authorization request of an OAuth client, which waits for the user's consent unless they gave it before.
 * Immutable and thread-safe. Implemented by Plinth only.
 */
public interface OAuthAuthorization {

    /**
     * Returns whether the user has to be asked.
     *
     * @return false if the user granted the scopes before; then only {@link #redirectUrl()} is present
     */
    boolean consentRequired();

    /**
     * Returns where to send the browser if no consent is required.
     *
     * @return an absolute URL of the client; empty if consent is required
     */
    Optional<String> redirectUrl();

    /**
     * Returns the client that asks for access.
     *
     * @return the client, if consent is required
     */
    Optional<OAuthClientInfo> client();

    /**
     * Returns the client's redirect URI, to which the browser goes after the decision.
     *
     * @return the URI, if consent is required
     */
    Optional<String> redirectUri();

    /**
     * Returns the scopes that the client asks for.
     *
     * @return the scopes, unmodifiable; empty if no consent is required
     */
    List<String> scopes();

    /**
     * Returns the id of the user who is asked.
     *
     * @return a UUID, if consent is required
     */
    Optional<String> userId();

    /**
     * Returns the e-mail of the user who is asked.
     *
     * @return the address, if the user has one
     */
    Optional<String> userEmail();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable; empty if there are none
     */
    Map<String, Object> unknownFields();
}
