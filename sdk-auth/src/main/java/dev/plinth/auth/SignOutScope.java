package dev.plinth.auth;

import java.util.Locale;

/** Which of a user's sessions a sign-out ends. */
public enum SignOutScope {
    /** The one that signs out. */
    LOCAL,
    /** All but the one that signs out. */
    OTHERS,
    /** All of them. */
    GLOBAL;

    /**
     * Returns the scope as the server writes it.
     *
     * @return the word
     */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
