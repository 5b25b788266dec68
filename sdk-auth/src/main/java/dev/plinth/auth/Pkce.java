package dev.plinth.auth;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A PKCE code verifier and its code challenge (RFC 7636, method {@code S256}). The challenge is sent when a sign-in
 * starts; the verifier stays in this program until it exchanges the authorization code, and proves that the same
 * program started the sign-in. Use a new one for each sign-in, and keep it with the data of that sign-in, such as the
 * user's web session.
 *
 * <p>Immutable and thread-safe. {@link #toString()} does not show the verifier.
 */
public final class Pkce {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    private static final int BYTES = 48;

    private final Secret verifier;
    private final String challenge;

    private Pkce(Secret verifier) {
        this.verifier = verifier;
        this.challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
    }

    /**
     * Generates a verifier from 48 random bytes, and its challenge.
     *
     * @return the verifier and challenge
     */
    public static Pkce generate() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new Pkce(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random)));
    }

    /**
     * Restores the verifier and challenge of a sign-in from the verifier that was stored when it started.
     *
     * @param verifier the verifier: 43 to 128 ASCII letters, digits, and {@code -._~}
     * @return the verifier and challenge
     * @throws IllegalArgumentException if the text is not a valid verifier
     */
    public static Pkce of(Secret verifier) {
        Arguments.required(verifier, "verifier");
        if (!VERIFIER.matcher(verifier.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "the PKCE verifier is invalid: it must have 43 to 128 ASCII letters, digits, and -._~");
        }
        return new Pkce(verifier);
    }

    /** {@return the code verifier} Keep it until the authorization code is exchanged. */
    public Secret verifier() {
        return verifier;
    }

    /** {@return the code challenge: the verifier's SHA-256 digest in Base64url, without padding} */
    public String challenge() {
        return challenge;
    }

    private static byte[] sha256(Secret text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.reveal().getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }

    @Override
    public String toString() {
        return "Pkce[" + challenge + "]";
    }
}
