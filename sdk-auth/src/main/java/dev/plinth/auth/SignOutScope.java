package dev.plinth.auth;

import java.util.Locale;

/** The sessions of a user that a sign-out ends. */
public enum SignOutScope {
    /** Only the session that signs out. */
    LOCAL,
    /** All sessions except the one that signs out. */
    OTHERS,
    /** All sessions. */
    GLOBAL;

    /** {@return the scope as the server writes it, in lower case} */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
