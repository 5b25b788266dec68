package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** A SAML name identifier format. The server may know more. Immutable and thread-safe. */
public final class NameIdFormat extends OpenEnum {

    /** An opaque identifier that stays the same. */
    public static final NameIdFormat PERSISTENT =
            new NameIdFormat("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");

    /** An e-mail address. */
    public static final NameIdFormat EMAIL_ADDRESS =
            new NameIdFormat("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress");

    /** An identifier that changes with each sign-in. */
    public static final NameIdFormat TRANSIENT =
            new NameIdFormat("urn:oasis:names:tc:SAML:2.0:nameid-format:transient");

    /** A format that the identity provider chooses. */
    public static final NameIdFormat UNSPECIFIED =
            new NameIdFormat("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified");

    private NameIdFormat(String value) {
        super(value);
    }

    /**
     * Returns the constant with this value.
     *
     * @param value the value as the server writes it
     * @return the constant; one of a value that this version does not know if the server knows more
     */
    public static NameIdFormat of(String value) {
        return new NameIdFormat(value);
    }
}
