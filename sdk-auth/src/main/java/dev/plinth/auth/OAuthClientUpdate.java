package dev.plinth.auth;

import dev.plinth.auth.internal.admin.OAuthClientSettings;

/** The changes to an OAuth client. Fields that are not set do not change. Not thread-safe. */
public sealed interface OAuthClientUpdate permits OAuthClientSettings {

    /**
     * Sets the URIs to which the server may redirect users. Replaces the former list.
     *
     * @param uris 1 to 10 URIs without a fragment, compared exactly; {@code http} only for localhost
     * @return this update
     */
    OAuthClientUpdate redirectUris(String... uris);

    /**
     * Sets the name that users see when they are asked for consent.
     *
     * @param name at most 1024 characters
     * @return this update
     */
    OAuthClientUpdate clientName(String name);

    /**
     * Sets the URL of the client's home page.
     *
     * @param uri at most 2048 characters
     * @return this update
     */
    OAuthClientUpdate clientUri(String uri);

    /**
     * Sets the URL of the client's logo.
     *
     * @param uri at most 2048 characters
     * @return this update
     */
    OAuthClientUpdate logoUri(String uri);

    /**
     * Sets the grant types that the client may use. Replaces the former list.
     *
     * @param types the grant types
     * @return this update
     */
    OAuthClientUpdate grantTypes(OAuthClientGrantType... types);

    /**
     * Sets how the client authenticates at the token endpoint.
     *
     * @param method the method; it has to agree with the client's type
     * @return this update
     */
    OAuthClientUpdate tokenEndpointAuthMethod(TokenEndpointAuthMethod method);
}
