package dev.plinth.auth;

import java.util.Map;
import java.util.Set;

/** What the project lets its users do. Immutable. Made by Plinth only. */
public interface AuthSettings {

    /**
     * Returns the ways to sign in that are on. The server leaves some out: {@code x}, web3 and custom providers.
     *
     * @return names such as {@code email}, {@code phone}, {@code anonymous_users}, {@code google}
     */
    Set<String> enabledProviders();

    /**
     * Tells whether new users may sign up.
     *
     * @return false if only administrators make users
     */
    boolean signUpEnabled();

    /**
     * Tells whether e-mail addresses are taken as confirmed.
     *
     * @return true if a sign-up signs in at once
     */
    boolean autoConfirmsEmail();

    /**
     * Tells whether phone numbers are taken as confirmed.
     *
     * @return true if a sign-up signs in at once
     */
    boolean autoConfirmsPhone();

    /**
     * Returns all that the server told.
     *
     * @return JSON as JDK types, unmodifiable
     */
    Map<String, Object> fields();
}
