package dev.plinth.auth;

import dev.plinth.core.Secret;
import java.util.Optional;

/** A factor that was just enrolled, with what its user needs to set it up. Immutable. Made by Plinth only. */
public interface EnrolledFactor {

    /**
     * Returns the factor's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns what kind it is.
     *
     * @return the kind
     */
    FactorType type();

    /**
     * Returns the picture to scan with an authenticator app. It holds the secret.
     *
     * @return an SVG document, of TOTP factors
     */
    Optional<Secret> qrCode();

    /**
     * Returns the secret to type into an authenticator app.
     *
     * @return base32, of TOTP factors
     */
    Optional<Secret> secret();

    /**
     * Returns the secret as a link that authenticator apps open.
     *
     * @return {@code otpauth://totp/…}, of TOTP factors
     */
    Optional<Secret> uri();
}
