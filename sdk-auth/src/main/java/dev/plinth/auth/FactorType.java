package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** The type of a second factor. The server may support other types. Immutable and thread-safe. */
public final class FactorType extends OpenEnum {

    /** An authenticator app with time-based one-time passwords (RFC 6238). */
    public static final FactorType TOTP = new FactorType("totp");

    /** A code that is sent to a phone. */
    public static final FactorType PHONE = new FactorType("phone");

    /** A security key (WebAuthn). */
    public static final FactorType WEBAUTHN = new FactorType("webauthn");

    private FactorType(String value) {
        super(value);
    }

    /**
     * Returns the factor type with the given name.
     *
     * @param value the name that the server uses, such as {@code totp}
     * @return the factor type
     */
    public static FactorType of(String value) {
        return new FactorType(value);
    }
}
