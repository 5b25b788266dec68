package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** A grant type of an OAuth client. The server may know more. Immutable and thread-safe. */
public final class OAuthClientGrantType extends OpenEnum {

    /** The authorization code grant. */
    public static final OAuthClientGrantType AUTHORIZATION_CODE = new OAuthClientGrantType("authorization_code");

    /** The refresh token grant. */
    public static final OAuthClientGrantType REFRESH_TOKEN = new OAuthClientGrantType("refresh_token");

    private OAuthClientGrantType(String value) {
        super(value);
    }

    /**
     * Returns the constant with this value.
     *
     * @param value the value as the server writes it
     * @return the constant; one of a value that this version does not know if the server knows more
     */
    public static OAuthClientGrantType of(String value) {
        return new OAuthClientGrantType(value);
    }
}
