package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** How an OAuth client authenticates at the token endpoint (RFC 7591). The server may know more. Immutable and thread-safe. */
public final class TokenEndpointAuthMethod extends OpenEnum {

    /** No authentication: the method of public clients. */
    public static final TokenEndpointAuthMethod NONE = new TokenEndpointAuthMethod("none");

    /** The client secret in an {@code Authorization: Basic} header. */
    public static final TokenEndpointAuthMethod CLIENT_SECRET_BASIC =
            new TokenEndpointAuthMethod("client_secret_basic");

    /** The client secret in the request's body. */
    public static final TokenEndpointAuthMethod CLIENT_SECRET_POST = new TokenEndpointAuthMethod("client_secret_post");

    private TokenEndpointAuthMethod(String value) {
        super(value);
    }

    /**
     * Returns the constant with this value.
     *
     * @param value the value as the server writes it
     * @return the constant; one of a value that this version does not know if the server knows more
     */
    public static TokenEndpointAuthMethod of(String value) {
        return new TokenEndpointAuthMethod(value);
    }
}
