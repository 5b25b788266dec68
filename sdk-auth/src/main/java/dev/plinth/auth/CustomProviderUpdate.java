package dev.plinth.auth;

import dev.plinth.auth.internal.admin.CustomProviderSettings;
import dev.plinth.core.Secret;

/** The changes to a custom provider. Fields that are not set do not change. Not thread-safe. */
public sealed interface CustomProviderUpdate permits CustomProviderSettings {

    /**
     * Sets the provider's name.
     *
     * @param name the name
     * @return this update
     */
    CustomProviderUpdate name(String name);

    /**
     * Sets the client id that the provider issued for this project.
     *
     * @param id the client id
     * @return this update
     */
    CustomProviderUpdate clientId(String id);

    /**
     * Sets the client secret that the provider issued for this project. The server never returns it.
     *
     * @param secret the client secret
     * @return this update
     */
    CustomProviderUpdate clientSecret(Secret secret);

    /**
     * Sets further client ids that are accepted as the audience of ID tokens. Replaces the former list; none removes
     * all.
     *
     * @param ids the client ids
     * @return this update
     */
    CustomProviderUpdate acceptableClientIds(String... ids);

    /**
     * Sets the scopes that are requested from the provider. Replaces the former list; none removes all.
     *
     * @param names the scopes
     * @return this update
     */
    CustomProviderUpdate scopes(String... names);

    /**
     * Sets whether the sign-in uses PKCE.
     *
     * @param enabled whether it does
     * @return this update
     */
    CustomProviderUpdate pkceEnabled(boolean enabled);

    /**
     * Maps a claim of the provider to a field of the user. The first call in an update replaces the whole mapping.
     *
     * @param field the name of the field, such as {@code email}
     * @param claim the name of the provider's claim
     * @return this update
     */
    CustomProviderUpdate mapAttribute(String field, String claim);

    /**
     * Sets the claims that are copied to the user's custom claims as they are. Replaces the former list; none removes
     * all.
     *
     * @param claims the names of the provider's claims
     * @return this update
     */
    CustomProviderUpdate customClaimsAllowlist(String... claims);

    /**
     * Adds a parameter to the authorization request, such as {@code prompt}. The server refuses parameters of OAuth
     * itself, such as {@code state}. The first call in an update replaces all parameters.
     *
     * @param name the parameter's name
     * @param value the parameter's value
     * @return this update
     */
    CustomProviderUpdate authorizationParam(String name, String value);

    /**
     * Sets whether users can sign in with the provider.
     *
     * @param enabled whether they can
     * @return this update
     */
    CustomProviderUpdate enabled(boolean enabled);

    /**
     * Sets whether users without an e-mail address can sign in.
     *
     * @param optional whether they can
     * @return this update
     */
    CustomProviderUpdate emailOptional(boolean optional);

    /**
     * Sets the issuer (OpenID Connect). The server fetches and checks its discovery document.
     *
     * @param url an {@code https} URL
     * @return this update
     */
    CustomProviderUpdate issuer(String url);

    /**
     * Sets the URL of the discovery document (OpenID Connect).
     *
     * @param url an {@code https} URL
     * @return this update
     */
    CustomProviderUpdate discoveryUrl(String url);

    /**
     * Sets whether the nonce of ID tokens is left unchecked (OpenID Connect).
     *
     * @param skip whether it is
     * @return this update
     */
    CustomProviderUpdate skipNonceCheck(boolean skip);

    /**
     * Sets the authorization endpoint (OAuth 2.0).
     *
     * @param url an {@code https} URL
     * @return this update
     */
    CustomProviderUpdate authorizationUrl(String url);

    /**
     * Sets the token endpoint (OAuth 2.0).
     *
     * @param url an {@code https} URL
     * @return this update
     */
    CustomProviderUpdate tokenUrl(String url);

    /**
     * Sets the endpoint that describes the signed-in user (OAuth 2.0).
     *
     * @param url an {@code https} URL
     * @return this update
     */
    CustomProviderUpdate userinfoUrl(String url);

    /**
     * Sets the URL of the provider's JSON Web Key Set (OAuth 2.0).
     *
     * @param url an {@code https} URL
     * @return this update
     */
    CustomProviderUpdate jwksUri(String url);
}
