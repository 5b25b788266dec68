package dev.plinth.auth;

import dev.plinth.auth.internal.signin.IdTokenSettings;
import dev.plinth.core.Secret;

/** Optional settings of a sign-in with an ID token. Not thread-safe. */
public sealed interface IdTokenOptions permits IdTokenSettings {

    /**
     * Sets the provider's access token. Required if the ID token is bound to it (claim {@code at_hash}).
     *
     * @param token the access token
     * @return these options
     */
    IdTokenOptions accessToken(Secret token);

    /**
     * Sets the nonce that the ID token was requested with, before hashing: the server compares its hash with the
     * token's {@code nonce} claim.
     *
     * @param nonce the nonce, not hashed
     * @return these options
     */
    IdTokenOptions nonce(String nonce);

    /**
     * Sets the token of a solved captcha. Required if the project has captcha protection enabled.
     *
     * @param token the token that the captcha widget returned
     * @return these options
     */
    IdTokenOptions captchaToken(String token);
}
