package dev.plinth.auth;

import dev.plinth.core.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An application that users sign in to with their account of this project. Immutable and thread-safe. Implemented by
 * Plinth only.
 */
public interface OAuthClient {

    /**
     * Returns the client id.
     *
     * @return a UUID
     */
    String clientId();

    /**
     * Returns the client secret. The server sends it only when the client is created and when its secret is
     * regenerated.
     *
     * @return the secret; empty otherwise, and for public clients
     */
    Optional<Secret> clientSecret();

    /**
     * Returns whether the client has a secret.
     *
     * @return the type, if the server sent it
     */
    Optional<OAuthClientType> clientType();

    /**
     * Returns the URIs to which the server may redirect users.
     *
     * @return the URIs, unmodifiable
     */
    List<String> redirectUris();

    /**
     * Returns how the client authenticates at the token endpoint.
     *
     * @return the method, if the server sent it
     */
    Optional<TokenEndpointAuthMethod> tokenEndpointAuthMethod();

    /**
     * Returns the grant types that the client may use.
     *
     * @return the grant types, unmodifiable
     */
    List<OAuthClientGrantType> grantTypes();

    /**
     * Returns the response types that the client may use.
     *
     * @return usually {@code code} alone; unmodifiable
     */
    List<String> responseTypes();

    /**
     * Returns the name that users see when they are asked for consent.
     *
     * @return the name, if there is one
     */
    Optional<String> clientName();

    /**
     * Returns the URL of the client's home page.
     *
     * @return the URL, if there is one
     */
    Optional<String> clientUri();

    /**
     * Returns the URL of the client's logo.
     *
     * @return the URL, if there is one
     */
    Optional<String> logoUri();

    /**
     * Returns how the client was registered.
     *
     * @return the way, if the server sent it
     */
    Optional<OAuthClientRegistrationType> registrationType();

    /**
     * Returns when the client was created.
     *
     * @return the time, if the server sent it
     */
    Optional<Instant> createdAt();

    /**
     * Returns when the client was last updated.
     *
     * @return the time, if the server sent it
     */
    Optional<Instant> updatedAt();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable; empty if there are none
     */
    Map<String, Object> unknownFields();
}
