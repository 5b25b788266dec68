package dev.plinth.auth;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public settings of a project's Auth server. Immutable and thread-safe. Implemented by Plinth only. */
public interface AuthSettings {

    /**
     * Returns the ways to sign in that are enabled. The server leaves some out: {@code x}, web3 and custom providers.
     *
     * @return names such as {@code email}, {@code phone}, {@code anonymous_users}, {@code google}; unmodifiable
     */
    Set<String> enabledProviders();

    /**
     * Returns whether new users can sign up.
     *
     * @return false if only administrators create users
     */
    boolean signUpEnabled();

    /**
     * Returns whether e-mail addresses are confirmed without a mail.
     *
     * @return true if a sign-up signs in at once
     */
    boolean autoConfirmsEmail();

    /**
     * Returns whether phone numbers are confirmed without a message.
     *
     * @return true if a sign-up signs in at once
     */
    boolean autoConfirmsPhone();

    /**
     * Returns the provider of text messages.
     *
     * @return such as {@code twilio}; empty if none is set
     */
    Optional<String> smsProvider();

    /**
     * Returns whether users can sign in with SAML.
     *
     * @return true if they can
     */
    boolean samlEnabled();

    /**
     * Returns whether users can sign in with passkeys.
     *
     * @return true if they can
     */
    boolean passkeysEnabled();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable; empty if there are none
     */
    Map<String, Object> unknownFields();
}
