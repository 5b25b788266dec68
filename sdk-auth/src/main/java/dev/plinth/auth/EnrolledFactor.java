package dev.plinth.auth;

import dev.plinth.core.Secret;
import java.util.Optional;

/**
 * A factor that was just enrolled, with the data that the user needs to set it up. Immutable. Created by Plinth only.
 */
public interface EnrolledFactor {

    /** {@return the factor's UUID} */
    String id();

    /** {@return the factor's type} */
    FactorType type();

    /**
     * {@return the QR code to scan with an authenticator app, as an SVG document; empty if the factor is not TOTP} It
     * contains the secret.
     */
    Optional<Secret> qrCode();

    /** {@return the secret to enter in an authenticator app, in Base32; empty if the factor is not TOTP} */
    Optional<Secret> secret();

    /**
     * {@return the secret as a URI that authenticator apps open, {@code otpauth://totp/…}; empty if the factor is not
     * TOTP}
     */
    Optional<Secret> uri();
}
