package dev.plinth.auth;

import dev.plinth.auth.internal.signin.AuthorizationOperations;

/** Optional settings of a sign-in with an OAuth provider. Not thread-safe. */
public sealed interface OAuthOptions permits AuthorizationOperations.Settings {

    /**
     * Sets the URL that the browser is redirected to after the sign-in. If the project does not allow the URL, the
     * server silently uses the project's site URL.
     *
     * @param url an absolute URL
     * @return these options
     */
    OAuthOptions redirectTo(String url);

    /**
     * Requests OAuth scopes in addition to those that identify the user.
     *
     * @param names the scopes, by the provider's names
     * @return these options
     */
    OAuthOptions scopes(String... names);

    /**
     * Adds a query parameter that is passed to the provider, such as {@code prompt} or {@code login_hint}.
     *
     * @param name the parameter's name
     * @param value the parameter's value
     * @return these options
     */
    OAuthOptions parameter(String name, String value);

    /**
     * Uses an existing PKCE verifier instead of a generated one.
     *
     * @param pkce the verifier and challenge
     * @return these options
     */
    OAuthOptions pkce(Pkce pkce);
}
