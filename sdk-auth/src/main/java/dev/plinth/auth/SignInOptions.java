package dev.plinth.auth;

import dev.plinth.auth.internal.api.SignInSettings;

/**
 * What may be said of a flow beside who it is for: {@code o -> o.redirectTo("https://app.example.com/welcome")}. Not all
 * of it means something to each flow; what does not is not sent. Not thread-safe.
 */
public sealed interface SignInOptions permits SignInSettings {

    /**
     * Passes a solved captcha, where the project asks for one.
     *
     * @param token what the captcha's widget gave
     * @return these options
     */
    SignInOptions captchaToken(String token);

    /**
     * Sets where a link in a mail, or a provider, leads back to. An address that the project does not allow is replaced
     * by the project's own without a word.
     *
     * @param url the address
     * @return these options
     */
    SignInOptions redirectTo(String url);

    /**
     * Ends the flow by a code at the address that it leads back to, instead of tokens in it; {@link AuthClient#completeSignIn}
     * makes a session of the code. Codes that users type in need none of this.
     *
     * @param pkce the proof, to be kept until then
     * @return these options
     */
    SignInOptions pkce(Pkce pkce);

    /**
     * Adds something to the new user's metadata, which he may change himself.
     *
     * @param name the field's name
     * @param value JSON as JDK types
     * @return these options
     */
    SignInOptions userMetadata(String name, Object value);

    /**
     * Sends messages by another way than text message, where the project has one.
     *
     * @param name such as {@code whatsapp}
     * @return these options
     */
    SignInOptions channel(String name);

    /**
     * Sets whether {@link AuthClient#signInWithOtp} creates a user who does not exist. If not, the call fails for unknown
     * users with code {@code otp_disabled}. Default: true.
     *
     * @param create whether to create the user
     * @return these options
     */
    SignInOptions shouldCreateUser(boolean create);
}
