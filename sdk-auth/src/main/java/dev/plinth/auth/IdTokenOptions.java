package dev.plinth.auth;

import dev.plinth.auth.internal.signin.IdTokenSettings;
import dev.plinth.core.Secret;

/** What goes along with a provider's ID token. Not thread-safe. */
public sealed interface IdTokenOptions permits IdTokenSettings {

    /**
     * Passes the provider's access token, which some providers' ID tokens are bound to.
     *
     * @param token the access token
     * @return these options
     */
    IdTokenOptions accessToken(Secret token);

    /**
     * Passes the nonce that the ID token was asked for with, as it is: the server compares its hash.
     *
     * @param nonce the nonce before hashing
     * @return these options
     */
    IdTokenOptions nonce(String nonce);

    /**
     * Passes a solved captcha.
     *
     * @param token what the captcha's widget gave
     * @return these options
     */
    IdTokenOptions captchaToken(String token);
}
