package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** A kind of second factor. The server may know more. Immutable and thread-safe. */
public final class FactorType extends OpenEnum {

    /** An authenticator app. */
    public static final FactorType TOTP = new FactorType("totp");

    /** A code by text message. */
    public static final FactorType PHONE = new FactorType("phone");

    /** A security key. */
    public static final FactorType WEBAUTHN = new FactorType("webauthn");

    private FactorType(String value) {
        super(value);
    }

    /**
     * Returns the kind with this name.
     *
     * @param value the name as the server writes it
     * @return it
     */
    public static FactorType of(String value) {
        return new FactorType(value);
    }
}
