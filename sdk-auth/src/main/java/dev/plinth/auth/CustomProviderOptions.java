package dev.plinth.auth;

import dev.plinth.auth.internal.admin.CustomProviderSettings;
import dev.plinth.core.Secret;

/** The settings of a new custom provider. Not thread-safe. */
public sealed interface CustomProviderOptions permits CustomProviderSettings {

    /**
     * Sets the provider's name. Required.
     *
     * @param name the name
     * @return these options
     */
    CustomProviderOptions name(String name);

    /**
     * Sets the client id that the provider issued for this project. Required.
     *
     * @param id the client id
     * @return these options
     */
    CustomProviderOptions clientId(String id);

    /**
     * Sets the client secret that the provider issued for this project. Required. The server never returns it.
     *
     * @param secret the client secret
     * @return these options
     */
    CustomProviderOptions clientSecret(Secret secret);

    /**
     * Sets further client ids that are accepted as the audience of ID tokens.
     *
     * @param ids the client ids
     * @return these options
     */
    CustomProviderOptions acceptableClientIds(String... ids);

    /**
     * Sets the scopes that are requested from the provider.
     *
     * @param names the scopes
     * @return these options
     */
    CustomProviderOptions scopes(String... names);

    /**
     * Sets whether the sign-in uses PKCE. Default: true.
     *
     * @param enabled whether it does
     * @return these options
     */
    CustomProviderOptions pkceEnabled(boolean enabled);

    /**
     * Maps a claim of the provider to a field of the user.
     *
     * @param field the name of the field, such as {@code email}
     * @param claim the name of the provider's claim
     * @return these options
     */
    CustomProviderOptions mapAttribute(String field, String claim);

    /**
     * Sets the claims that are copied to the user's custom claims as they are.
     *
     * @param claims the names of the provider's claims
     * @return these options
     */
    CustomProviderOptions customClaimsAllowlist(String... claims);

    /**
     * Adds a parameter to the authorization request, such as {@code prompt}. The server refuses parameters of OAuth
     * itself, such as {@code state}.
     *
     * @param name the parameter's name
     * @param value the parameter's value
     * @return these options
     */
    CustomProviderOptions authorizationParam(String name, String value);

    /**
     * Sets whether users can sign in with the provider. Default: true.
     *
     * @param enabled whether they can
     * @return these options
     */
    CustomProviderOptions enabled(boolean enabled);

    /**
     * Sets whether users without an e-mail address can sign in. Default: false.
     *
     * @param optional whether they can
     * @return these options
     */
    CustomProviderOptions emailOptional(boolean optional);

    /**
     * Sets the issuer (OpenID Connect). Required there. The server fetches and checks its discovery document.
     *
     * @param url an {@code https} URL
     * @return these options
     */
    CustomProviderOptions issuer(String url);

    /**
     * Sets the URL of the discovery document (OpenID Connect). By default it is derived from the issuer.
     *
     * @param url an {@code https} URL
     * @return these options
     */
    CustomProviderOptions discoveryUrl(String url);

    /**
     * Sets whether the nonce of ID tokens is left unchecked (OpenID Connect). Default: false.
     *
     * @param skip whether it is
     * @return these options
     */
    CustomProviderOptions skipNonceCheck(boolean skip);

    /**
     * Sets the authorization endpoint (OAuth 2.0). Required there.
     *
     * @param url an {@code https} URL
     * @return these options
     */
    CustomProviderOptions authorizationUrl(String url);

    /**
     * Sets the token endpoint (OAuth 2.0). Required there.
     *
     * @param url an {@code https} URL
     * @return these options
     */
    CustomProviderOptions tokenUrl(String url);

    /**
     * Sets the endpoint that describes the signed-in user (OAuth 2.0). Required there.
     *
     * @param url an {@code https} URL
     * @return these options
     */
    CustomProviderOptions userinfoUrl(String url);

    /**
     * Sets the URL of the provider's JSON Web Key Set (OAuth 2.0).
     *
     * @param url an {@code https} URL
     * @return these options
     */
    CustomProviderOptions jwksUri(String url);
}
