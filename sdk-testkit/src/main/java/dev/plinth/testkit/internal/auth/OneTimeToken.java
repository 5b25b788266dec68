package dev.plinth.testkit.internal.auth;

/** A link or code that was sent and not used yet; only its hash is kept. */
record OneTimeToken(User user, Slot slot, String hash) {
    static final String PKCE = "pkce_";

    /** A user has at most one live token in each. */
    enum Slot {
        CONFIRMATION,
        RECOVERY,
        EMAIL_CHANGE_CURRENT,
        EMAIL_CHANGE_NEW,
        PHONE_CHANGE,
        REAUTHENTICATION
    }

    boolean matches(String candidate) {
        return hash.equals(candidate) || hash.equals(PKCE + candidate);
    }
}
