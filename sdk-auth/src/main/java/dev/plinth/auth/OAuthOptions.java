package dev.plinth.auth;

import dev.plinth.auth.internal.signin.AuthorizationOperations;

/** How a sign-in at a provider is to be. Not thread-safe. */
public sealed interface OAuthOptions permits AuthorizationOperations.Settings {

    /**
     * Sets where the provider leads back to. An address that the project does not allow is replaced by the project's own
     * without a word.
     *
     * @param url the address
     * @return these options
     */
    OAuthOptions redirectTo(String url);

    /**
     * Asks the provider for more than who the user is.
     *
     * @param names scopes as the provider calls them
     * @return these options
     */
    OAuthOptions scopes(String... names);

    /**
     * Passes a parameter on to the provider, such as {@code prompt} or {@code login_hint}.
     *
     * @param name the parameter's name
     * @param value its value
     * @return these options
     */
    OAuthOptions parameter(String name, String value);

    /**
     * Uses a proof of yours instead of a new one.
     *
     * @param pkce the proof
     * @return these options
     */
    OAuthOptions pkce(Pkce pkce);
}
