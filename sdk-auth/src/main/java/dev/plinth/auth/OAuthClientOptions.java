package dev.plinth.auth;

import dev.plinth.auth.internal.admin.OAuthClientSettings;

/** The settings of a new OAuth client. Not thread-safe. */
public sealed interface OAuthClientOptions permits OAuthClientSettings {

    /**
     * Sets the URIs to which the server may redirect users. Required.
     *
     * @param uris 1 to 10 URIs without a fragment, compared exactly; {@code http} only for localhost
     * @return these options
     */
    OAuthClientOptions redirectUris(String... uris);

    /**
     * Sets the name that users see when they are asked for consent.
     *
     * @param name at most 1024 characters
     * @return these options
     */
    OAuthClientOptions clientName(String name);

    /**
     * Sets the URL of the client's home page.
     *
     * @param uri at most 2048 characters
     * @return these options
     */
    OAuthClientOptions clientUri(String uri);

    /**
     * Sets the URL of the client's logo.
     *
     * @param uri at most 2048 characters
     * @return these options
     */
    OAuthClientOptions logoUri(String uri);

    /**
     * Sets the grant types that the client may use. Default: authorization code and refresh token.
     *
     * @param types the grant types
     * @return these options
     */
    OAuthClientOptions grantTypes(OAuthClientGrantType... types);

    /**
     * Sets whether the client has a secret. Default: {@link OAuthClientType#CONFIDENTIAL}.
     *
     * @param type the type; it has to agree with the token endpoint authentication method
     * @return these options
     */
    OAuthClientOptions clientType(OAuthClientType type);

    /**
     * Sets how the client authenticates at the token endpoint. Default: {@link
     * TokenEndpointAuthMethod#CLIENT_SECRET_BASIC}.
     *
     * @param method the method; it has to agree with the client's type
     * @return these options
     */
    OAuthClientOptions tokenEndpointAuthMethod(TokenEndpointAuthMethod method);
}
