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
 * The proof that who ends a flow is who began it: a verifier, which stays here, and its challenge, which goes along when
 * the flow begins. Each flow has its own, so that flows may overlap; keep it with what you know of the flow, such as the
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
     * Makes a new one.
     *
     * @return a verifier that nobody can guess, and its challenge
     */
    public static Pkce generate() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new Pkce(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random)));
    }

    /**
     * Returns the one with this verifier, which was kept when the flow began.
     *
     * @param verifier 43 to 128 letters, digits, and {@code -._~}
     * @return the same as then
     * @throws IllegalArgumentException if the text cannot be a verifier
     */
    public static Pkce of(Secret verifier) {
        Arguments.required(verifier, "verifier");
        if (!VERIFIER.matcher(verifier.reveal()).matches()) {
            throw new IllegalArgumentException("a verifier has 43 to 128 letters, digits, and -._~");
        }
        return new Pkce(verifier);
    }

    /**
     * Returns what ends the flow.
     *
     * @return the verifier; to be kept until then
     */
    public Secret verifier() {
        return verifier;
    }

    /**
     * Returns what goes along when the flow begins.
     *
     * @return the verifier's SHA-256, in base64url
     */
    public String challenge() {
        return challenge;
    }

    private static byte[] sha256(Secret text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.reveal().getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Pkce[" + challenge + "]";
    }
}
