package dev.plinth.auth;

import dev.plinth.auth.internal.api.SignInSettings;

/**
 * Optional settings of a sign-up, a sign-in or an e-mail, such as {@code o ->
 * o.redirectTo("https://app.example.com/welcome")}. Settings that do not apply to an operation are not sent. Not
 * thread-safe.
 */
public sealed interface SignInOptions permits SignInSettings {

    /**
     * Sets the token of a solved captcha. Required if the project has captcha protection enabled.
     *
     * @param token the token that the captcha widget returned
     * @return these options
     */
    SignInOptions captchaToken(String token);

    /**
     * Sets the URL that a link in an e-mail, or the identity provider, redirects to. If the project does not allow the
     * URL, the server silently uses the project's site URL.
     *
     * @param url an absolute URL
     * @return these options
     */
    SignInOptions redirectTo(String url);

    /**
     * Uses the PKCE flow: the redirect URL receives an authorization code instead of tokens. Exchange the code for a
     * session with {@link AuthClient#completeSignIn}. Not needed for one-time codes that users enter by hand.
     *
     * @param pkce the verifier and challenge; keep them until the browser returns
     * @return these options
     */
    SignInOptions pkce(Pkce pkce);

    /**
     * Sets a field of the new user's metadata. Users can change their metadata themselves.
     *
     * @param name the name of the field
     * @param value the value, a JSON value as JDK types
     * @return these options
     */
    SignInOptions userMetadata(String name, Object value);

    /**
     * Sets the channel over which messages to a phone number are sent. The project has to support the channel. By
     * default the server sends a text message.
     *
     * @param name the channel's name, such as {@code whatsapp}
     * @return these options
     */
    SignInOptions channel(String name);

    /**
     * Sets whether {@link AuthClient#signInWithOtp} creates a user who does not exist. If false, the call fails for
     * unknown users with code {@code otp_disabled}. Default: true.
     *
     * @param create whether to create the user
     * @return these options
     */
    SignInOptions shouldCreateUser(boolean create);
}
