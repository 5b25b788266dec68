package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** How an OAuth client was registered. The server may know more. Immutable and thread-safe. */
public final class OAuthClientRegistrationType extends OpenEnum {

    /** An administrator created the client. */
    public static final OAuthClientRegistrationType MANUAL = new OAuthClientRegistrationType("manual");

    /** The client registered itself (RFC 7591). */
    public static final OAuthClientRegistrationType DYNAMIC = new OAuthClientRegistrationType("dynamic");

    private OAuthClientRegistrationType(String value) {
        super(value);
    }

    /**
     * Returns the constant with this value.
     *
     * @param value the value as the server writes it
     * @return the constant; one of a value that this version does not know if the server knows more
     */
    public static OAuthClientRegistrationType of(String value) {
        return new OAuthClientRegistrationType(value);
    }
}
