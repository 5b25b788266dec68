package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** Whether an OAuth client can keep a secret (RFC 6749, section 2.1). The server may know more. Immutable and thread-safe. */
public final class OAuthClientType extends OpenEnum {

    /** A client without a secret, such as a single-page or mobile application. */
    public static final OAuthClientType PUBLIC = new OAuthClientType("public");

    /** A client with a secret, such as a web server. */
    public static final OAuthClientType CONFIDENTIAL = new OAuthClientType("confidential");

    private OAuthClientType(String value) {
        super(value);
    }

    /**
     * Returns the constant with this value.
     *
     * @param value the value as the server writes it
     * @return the constant; one of a value that this version does not know if the server knows more
     */
    public static OAuthClientType of(String value) {
        return new OAuthClientType(value);
    }
}
