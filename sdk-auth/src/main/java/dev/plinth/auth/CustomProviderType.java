package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** The protocol of a custom provider. The server may know more. Immutable and thread-safe. */
public final class CustomProviderType extends OpenEnum {

    /** OAuth 2.0: endpoints are configured one by one. */
    public static final CustomProviderType OAUTH2 = new CustomProviderType("oauth2");

    /** OpenID Connect: endpoints come from the issuer's discovery document. */
    public static final CustomProviderType OIDC = new CustomProviderType("oidc");

    private CustomProviderType(String value) {
        super(value);
    }

    /**
     * Returns the constant with this value.
     *
     * @param value the value as the server writes it
     * @return the constant; one of a value that this version does not know if the server knows more
     */
    public static CustomProviderType of(String value) {
        return new CustomProviderType(value);
    }
}
