package dev.plinth.auth;

import dev.plinth.core.OpenEnum;

/** What the browser is to do with the options of a WebAuthn challenge. The server may know more. Immutable and thread-safe. */
public final class WebAuthnCeremony extends OpenEnum {

    /** Create a credential: {@code navigator.credentials.create}. The answer to a factor that is not verified yet. */
    public static final WebAuthnCeremony CREATE = new WebAuthnCeremony("create");

    /** Use a credential: {@code navigator.credentials.get}. The answer to a verified factor. */
    public static final WebAuthnCeremony REQUEST = new WebAuthnCeremony("request");

    private WebAuthnCeremony(String value) {
        super(value);
    }

    /**
     * Returns the constant with this value.
     *
     * @param value the value as the server writes it
     * @return the constant; one of a value that this version does not know if the server knows more
     */
    public static WebAuthnCeremony of(String value) {
        return new WebAuthnCeremony(value);
    }
}
