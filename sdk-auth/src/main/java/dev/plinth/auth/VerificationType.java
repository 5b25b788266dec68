package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** What a one-time code or link is for. The server may know more. Immutable and thread-safe. */
public final class VerificationType extends OpenEnum {

    /** To confirm a new account. */
    public static final VerificationType SIGNUP = new VerificationType("signup");

    /** To accept an invitation. */
    public static final VerificationType INVITE = new VerificationType("invite");

    /** To sign in by a link. */
    public static final VerificationType MAGIC_LINK = new VerificationType("magiclink");

    /** To get in again without the password. */
    public static final VerificationType RECOVERY = new VerificationType("recovery");

    /** To confirm an account or to sign in: takes the code of either mail. */
    public static final VerificationType EMAIL = new VerificationType("email");

    /** To confirm a new e-mail. */
    public static final VerificationType EMAIL_CHANGE = new VerificationType("email_change");

    /** To sign in by a text message. */
    public static final VerificationType SMS = new VerificationType("sms");

    /** To confirm a new phone number. */
    public static final VerificationType PHONE_CHANGE = new VerificationType("phone_change");

    private VerificationType(String value) {
        super(value);
    }

    /**
     * Returns the type with this name.
     *
     * @param value the name as the server writes it
     * @return it
     */
    public static VerificationType of(String value) {
        return new VerificationType(value);
    }
}
