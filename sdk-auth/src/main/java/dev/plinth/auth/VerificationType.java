package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** The purpose of a one-time code or link. The server may support others. Immutable and thread-safe. */
public final class VerificationType extends OpenEnum {

    /** Confirmation of a new account. */
    public static final VerificationType SIGNUP = new VerificationType("signup");

    /** Acceptance of an invitation. */
    public static final VerificationType INVITE = new VerificationType("invite");

    /** Sign-in with a magic link. */
    public static final VerificationType MAGIC_LINK = new VerificationType("magiclink");

    /** Reset of a forgotten password. */
    public static final VerificationType RECOVERY = new VerificationType("recovery");

    /** Confirmation of a new account, or sign-in: accepts the code of either e-mail. */
    public static final VerificationType EMAIL = new VerificationType("email");

    /** Confirmation of a new e-mail address. */
    public static final VerificationType EMAIL_CHANGE = new VerificationType("email_change");

    /** Sign-in with a code that was sent to a phone. */
    public static final VerificationType SMS = new VerificationType("sms");

    /** Confirmation of a new phone number. */
    public static final VerificationType PHONE_CHANGE = new VerificationType("phone_change");

    private VerificationType(String value) {
        super(value);
    }

    /**
     * Returns the type with the given name.
     *
     * @param value the name that the server uses, such as {@code signup}
     * @return the type
     */
    public static VerificationType of(String value) {
        return new VerificationType(value);
    }
}
